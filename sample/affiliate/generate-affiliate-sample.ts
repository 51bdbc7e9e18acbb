import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exportQuery } from '../engine/export-query.ts';
import type { SampleSession } from '../engine/session.ts';
import type { SampleOptions, TableRows } from '../options.ts';
import { listDays } from './calendar.ts';
import { loadReferences } from './load-references.ts';
import { planVisits } from './plan-visits.ts';
import { affiliates } from './spec/affiliates.ts';
import { signalStrengths } from './spec/signal-strengths.ts';

const DAYS = 365;
/** The raw tables by the name of their query in `sql/files`. */
const files: Record<string, string> = {
  demographics: 'LPOINT_BIG_COMP_01_DEMO',
  purchases: 'LPOINT_BIG_COMP_02_PDDE',
  visits: 'LPOINT_BIG_COMP_03_COP_U',
  products: 'LPOINT_BIG_COMP_04_PD_CLAC',
  branches: 'LPOINT_BIG_COMP_05_BR',
  payments: 'LPOINT_BIG_COMP_06_LPAY',
};
const truths = ['customers', 'next_affiliates', 'offer_effects', 'opt_outs'];
/** Shares of purchase lines that are repeated, and repeated with the very same amount. */
const repeats = { repeat_share: 0.142, identical_share: 0.062 };

/** Writes the six tables of the loyalty programme and their truth into `directory`. */
export async function generateAffiliateSample(
  session: SampleSession,
  options: SampleOptions,
  directory: string,
): Promise<TableRows> {
  const asOf = options.asOf ?? '2022-01-01';
  const days = listDays(asOf, DAYS);
  const parameters = {
    ...repeats,
    customers: options.customers,
    seed: options.seed,
    days: DAYS,
    start_date: days[0]!.date,
  };
  const build = async (...tables: string[]) => {
    for (const table of tables) await session.build(locate(table), parameters);
  };
  await loadReferences(session, asOf, signalStrengths[options.profile]);
  await createClock(session);
  await build('customers', 'expansion_rates', 'affinities');
  await expand(session);
  await build('pairs', 'exposures');
  await planVisits(session, options.customers, days);
  await build('branches', 'branch_positions', 'local_branches', 'homes', 'events', 'receipts', 'lines');
  const rows: TableRows = {};
  for (const [query, name] of Object.entries(files)) {
    const target = { directory, name, format: options.format };
    rows[name] = await exportQuery(session, locate(`files/${query}`), parameters, target);
  }
  const truth = join(directory, 'truth');
  await mkdir(truth);
  for (const name of truths) {
    await exportQuery(session, locate(`truth/${name}`), parameters, {
      directory: truth,
      name,
      format: 'parquet',
    });
  }
  return rows;
}

function locate(name: string): URL {
  return new URL(`./sql/${name}.sql`, import.meta.url);
}

/** Expansion runs on a clock from 0 to 1: .3 of it in the first 31 days, which stand for the years before. */
async function createClock(session: SampleSession): Promise<void> {
  await session.run(
    `create macro elapsed(since) as
    case when since < 31 then 0.3 * since / 31 else 0.3 + 0.7 * (since - 31) / (${DAYS} - 31) end`,
  );
  await session.run(
    `create macro moment(clock) as
    case when clock < 0.3 then clock / 0.3 * 31 else 31 + (clock - 0.3) / 0.7 * (${DAYS} - 31) end`,
  );
}

/** Lets every customer adopt one affiliate after another until its time or the affiliates run out. */
async function expand(session: SampleSession): Promise<void> {
  await session.build(locate('first_step'));
  await session.run('create or replace table steps as from first_step');
  for (let step = 1; step < affiliates.length; step += 1) {
    await session.build(locate('next_step'), { step });
    await session.run('insert into steps select customer, step, affiliate, clock, used from next_step');
  }
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exportQuery } from '../engine/export-query.ts';
import type { SampleSession } from '../engine/session.ts';
import type { SampleDirectories, SampleOptions, TableRows } from '../options.ts';
import { listDays } from './calendar.ts';
import { createClock, expandCustomers } from './expand-customers.ts';
import { exportActivity } from './export-activity.ts';
import { loadReferences } from './load-references.ts';
import { locateQuery } from './locate-query.ts';
import { planVisits } from './plan-visits.ts';
import { signalStrengths } from './spec/signal-strengths.ts';

const DAYS = 365;
/** The master tables by the name of their query in `sql/files`; the others are written by `exportActivity`. */
const masters: Record<string, string> = {
  demographics: 'LPOINT_BIG_COMP_01_DEMO',
  products: 'LPOINT_BIG_COMP_04_PD_CLAC',
  branches: 'LPOINT_BIG_COMP_05_BR',
};
const truths = ['customers', 'offer_effects', 'opt_outs'];

/** Writes the six tables of the loyalty programme and their truth. */
export async function generateAffiliateSample(
  session: SampleSession,
  options: SampleOptions,
  { target, scratch }: SampleDirectories,
): Promise<TableRows> {
  const { customers, seed, format } = options;
  const asOf = options.asOf ?? '2022-01-01';
  const days = listDays(asOf, DAYS);
  const parameters = { customers, seed, days: DAYS, start_date: days[0]!.date };
  const build = async (...tables: string[]) => {
    for (const table of tables) await session.build(locateQuery(table), parameters);
  };
  await loadReferences(session, asOf, signalStrengths[options.profile]);
  await createClock(session, DAYS);
  await build('customers', 'expansion_rates', 'affinities');
  await expandCustomers(session);
  await build('pairs', 'exposures');
  await planVisits(session, customers, days);
  await build('branches', 'branch_positions', 'local_branches', 'homes');
  const truth = join(target, 'truth');
  await mkdir(truth);
  const rows = await exportActivity(session, { customers, days: DAYS, format }, { target, scratch });
  for (const [query, name] of Object.entries(masters)) {
    const master = { directory: target, name, format };
    rows[name] = await exportQuery(session, locateQuery(`files/${query}`), parameters, master);
  }
  for (const name of truths) {
    const table = { directory: truth, name, format: 'parquet' } as const;
    await exportQuery(session, locateQuery(`truth/${name}`), parameters, table);
  }
  return rows;
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exportQuery } from '../engine/export-query.ts';
import type { SampleSession } from '../engine/session.ts';
import type { SampleDirectories, SampleOptions, TableRows } from '../options.ts';
import { loadReferences } from './load-references.ts';
import { trialEffects } from './spec/effects.ts';
import { HORIZON_SHARE } from './spec/payment-times.ts';
import { SHOW_RATE } from './spec/usage.ts';
import { weighRegistrationDays } from './weigh-registration-days.ts';

const tables = ['registrants', 'visit_days', 'visits', 'sessions', 'drivers', 'effects', 'outcomes', 'known'];
const files = [
  'trial_register',
  'trial_payment',
  'trial_access_log',
  'trial_visit_info',
  'site_area',
  'customer_contact',
];
const truths = ['customers', 'decision_points', 'offer_effects', 'opt_outs'];

/** Writes the tables of the coworking trial and their truth. */
export async function generateTrialSample(
  session: SampleSession,
  options: SampleOptions,
  { target }: SampleDirectories,
): Promise<TableRows> {
  const asOf = options.asOf ?? '2022-01-01';
  const days = weighRegistrationDays(asOf);
  const effects = trialEffects[options.profile];
  const parameters = {
    customers: options.customers,
    seed: options.seed,
    start_date: days.start,
    as_of: asOf,
    show_rate: SHOW_RATE,
    visited: effects.visited,
    never_visited: effects.neverVisited,
    horizon_share: HORIZON_SHARE,
  };
  await loadReferences(session, days, effects);
  for (const table of tables) await session.build(locate(table), parameters);
  const rows: TableRows = {};
  for (const name of files) {
    const query = name === 'trial_payment' && options.paidAt ? 'trial_payment_timed' : name;
    const table = { directory: target, name, format: options.format };
    rows[name] = await exportQuery(session, locate(`files/${query}`), parameters, table);
  }
  const truth = join(target, 'truth');
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

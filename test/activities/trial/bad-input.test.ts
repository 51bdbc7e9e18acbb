import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { decideTrialRelease } from '../../../activities/trial/decide-release.ts';
import { DECISION_POINTS } from '../../../models/contracts/decision-point.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import { generateSample } from '../../../sample/index.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { createServices, runStep } from '../../support/step-harness.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';
import { prepareTrials } from './run-trial-steps.ts';

/** SQL that gives a raw table other rows; it reads the table by its name, and `moments` of the sample's truth. */
type Changes = Partial<
  Record<'trial_register' | 'trial_payment' | 'trial_access_log' | 'trial_visit_info', string>
>;

const directory = createTemporaryDirectory();
const services = createServices(directory);
const good = join(directory, 'good');
beforeAll(async () => {
  await generateSample({
    pipeline: 'trial-conversion',
    directory: good,
    customers: 1_000,
    profile: 'demo',
    seed: 1,
  });
});

/** The steps before the training on the sample with these changes, and how often each kind of cleaning was needed. */
async function prepareChanged(name: string, changes: Changes) {
  const source = join(directory, name);
  cpSync(good, source, { recursive: true });
  const session = await openTestSession();
  const moments = join(good, 'truth', 'decision_points.parquet');
  await session.run(
    'create table moments as select * replace (user_id::varchar as user_id) from read_parquet($moments)',
    { moments },
  );
  for (const [table, query] of Object.entries(changes)) {
    const path = join(source, `${table}.csv`);
    await session.run(`create table ${table} as from read_csv($path, all_varchar = true)`, { path });
    await session.run(`copy (${query}) to $path (header)`, { path });
  }
  const prepared = await prepareTrials(services, source);
  const path = services.store.locate(prepared.tables.cleaning_counts!);
  const rows = await session.rows<{ kind: string; occurrences: number }>('from read_parquet($path)', {
    path,
  });
  return {
    ...prepared,
    counts: Object.fromEntries(rows.map(({ kind, occurrences }) => [kind, occurrences])),
  };
}

it('rows that cannot be are let in or kept out by rule, and each is counted', async () => {
  const clean = await prepareChanged('clean', {});
  const dirty = await prepareChanged('dirty', {
    trial_register: `from trial_register union all by name
      from (values ('D1', '2021-06-01 10:00:00'), ('D2', '2021-06-01 10:00:00')) as added (user_id, "timestamp")`,
    trial_payment: `from trial_payment union all by name
      from (values ('D1', '1'), ('D2', '0'), ('nobody', '1')) as added (user_id, is_payment)`,
    trial_access_log: `from trial_access_log union all by name
      from (values
        ('D1', '1', '2021-06-01 09:00:00', '1'), -- before the registration, so that
        ('D1', '1', '2021-06-01 11:00:00', '0'), -- this has no check-in
        ('D1', '1', '2021-06-01 12:00:00', '1'), -- at two sites at once
        ('D1', '2', '2021-06-01 13:00:00', '1'),
        ('D1', '1', '2021-06-01 13:30:00', '0'),
        ('D1', '2', '2021-06-01 14:00:00', '0'),
        ('D2', '1', '2021-06-02 01:20:00', '0'), -- by a clock set back before
        ('D2', '1', '2021-06-02 01:50:00', '1'), -- this
        ('nobody', '1', '2021-06-01 12:00:00', '1')
      ) as added (user_id, site_id, "timestamp", checkin)`,
    trial_visit_info: `from trial_visit_info union all by name
      from (values
        ('2021-05-31', 'D1', '1', '3600', '2021-05-31 10:00:00', '2021-05-31 11:00:00'),
        ('2021-06-03', 'D2', '1', '3600', '2021-06-03 10:00:00', '2021-06-03 09:30:00') -- kept out
      ) as added (date, user_id, site_id, stay_time_second, first_enter_time, last_leave_time)`,
  });
  const added = Object.entries(dirty.counts).flatMap(([kind, count]) => {
    const more = count - clean.counts[kind]!;
    return more === 0 || kind.endsWith('_not_reached') ? [] : [[kind, more]];
  });
  expect(Object.fromEntries(added)).toEqual({
    door_events_before_application: 1,
    visit_rows_before_application: 1,
    check_outs_without_check_in: 3,
    check_outs_before_check_in: 1,
    stays_overlapping_elsewhere: 1,
    stays_capped_at_12_hours: 1,
    door_events_of_unknown_users: 1,
    payments_of_unknown_users: 1,
  });
  expect(dirty.raw.quarantine!.rows).toBe(clean.raw.quarantine!.rows + 1);
  expect(dirty.tables.registrants?.rows).toBe(1_002);
  expect(dirty.checked.value.every(({ pass }) => pass)).toBe(true);
});

describe('a decision point that', () => {
  const decide = async ({ checked }: Awaited<ReturnType<typeof prepareChanged>>) => {
    const { value } = await runStep(decideTrialRelease, services, {
      step: 'decide-release',
      effect: 'decision',
      params: {
        ...{ asOf: '2022-01-01', policy: DEFAULT_POLICY, candidates: [], champions: {} },
        canaries: checked.value,
      },
    });
    return value.verdicts.map(({ verdict, rules }) => [verdict, rules]);
  };

  it('nobody reaches has no rows, no canary, no matrices and too little data', async () => {
    const short = `user_id not in (select user_id from moments where decision_point = 'stay_15h')`;
    const prepared = await prepareChanged('short', {
      trial_access_log: `from trial_access_log where ${short}`,
      trial_visit_info: `from trial_visit_info where ${short}`,
    });
    const { counts, checked, exported } = prepared;
    expect(counts.stay_15h_not_reached).toBe(1_000);
    expect([...new Set(checked.value.map(({ point }) => point))]).toEqual(
      DECISION_POINTS.filter((point) => point !== 'stay_15h'),
    );
    expect(exported.metrics).toMatchObject({ stay_15h_training: 0, stay_15h_test: 0, stay_15h_serving: 0 });
    expect(exported.value.trainable).toContain('stay_3h');
    expect(exported.value.trainable).not.toContain('stay_15h');
    expect(Object.keys(exported.artifacts).filter((name) => name.startsWith('stay_15h'))).toEqual([]);
    expect(await decide(prepared)).toEqual(DECISION_POINTS.map(() => ['INSUFFICIENT_DATA', []]));
  });

  it('only payers reach is counted and checked, but nothing is learned there', async () => {
    const prepared = await prepareChanged('eager', {
      trial_register: 'from trial_register',
      trial_payment: `select user_id, bool_or(coalesce(is_payment = '1', false) or visited.user_id is not null)::integer as is_payment
        from trial_register
        left join trial_payment using (user_id)
        left join (from moments where decision_point = 'first_visit') as visited using (user_id)
        group by user_id`,
    });
    const { checked, exported, tables } = prepared;
    const session = await openTestSession();
    const [row] = await session.rows<{ paid: number; unpaid: number }>(
      `select count(*) filter (label = 1)::integer as paid, count(*) filter (label = 0)::integer as unpaid
       from read_parquet($landmarks) where decision_point = 'stay_3h'`,
      { landmarks: services.store.locate(tables.landmarks!) },
    );
    expect(row?.paid).toBeGreaterThan(100);
    expect(exported.metrics.stay_3h_training).toBeGreaterThan(100);
    expect(exported.value.trainable).toContain('registration');
    expect(checked.value.filter(({ point }) => point === 'stay_3h').map(({ pass }) => pass)).toEqual([
      true,
      true,
    ]);
    expect([row?.unpaid, exported.value.trainable.includes('stay_3h')]).toEqual([0, false]);
  });
});

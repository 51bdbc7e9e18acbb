import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DECISION_POINTS } from '../../../models/contracts/decision-point.ts';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { runCanary } from '../../../platform/sql/run-canary.ts';
import type { SqlProject } from '../../../platform/sql/sql-model.ts';
import { openDirt } from './open-dirt.ts';
import { openSample } from './open-sample.ts';
import { inMay, trialProject } from './open-source.ts';

const CANARIES = ['delete_after', 'append_after'];
const inJanuary = { as_of: { date: '2022-01-01' }, horizon_days: 14 };

let directory: string;
let project: SqlProject;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'crosslift-trial-'));
  project = await trialProject();
});
afterAll(() => rm(directory, { recursive: true }));

/** What a canary finds among the landmarks of one decision point, after they were built by this project. */
function send(session: DuckDBSession, built: SqlProject, canary: string, point: string, params = inJanuary) {
  return runCanary(session, built, {
    canary,
    target: 'marts.landmarks',
    slice: { decision_point: point },
    outcomes: ['is_at_risk', 'is_ripe', 'label'],
    params,
  });
}

/**
 * A generated source of which parts of the door log were lost, so that the rules for what is missing have work, and
 * of which every fourth visitor applies once more, after the visits.
 */
async function openTornSample(): Promise<DuckDBSession> {
  const session = await openSample(join(directory, 'torn'), { customers: 400, paidAt: true });
  await session.run(`delete from raw.trial_access_log where hash(user_id, happened_at, checkin) % 10 = 0`);
  await session.run(`delete from raw.trial_access_log where hash(user_id) % 12 = 0`);
  await applyAgain(session);
  return session;
}

const applyAgain = (session: DuckDBSession) =>
  session.run(
    `insert into raw.trial_register
    select user_id, max(happened_at) + interval 1 day from raw.trial_access_log
    where hash(user_id) % 4 = 0 group by user_id`,
  );

const sources = [
  { source: 'a torn sample', open: openTornSample, params: inJanuary },
  { source: 'random dirt', open: () => openDirt(4), params: inMay as typeof inJanuary },
];

describe.each(sources)('of $source', ({ open, params }) => {
  let session: DuckDBSession;
  beforeAll(async () => {
    session = await open();
    await buildModels(session, project, { params });
  });
  afterAll(() => session?.close());

  describe.each(DECISION_POINTS)('the features at %s stay the same, to the bit,', (point) => {
    it.each(CANARIES)('under %s', async (canary) => {
      const { rows, ...moved } = await send(session, project, canary, point, params);
      expect(moved).toEqual({ changed: 0, columns: [] });
      expect(rows).toBeGreaterThan(20);
    });
  });

  it.each(CANARIES)(
    '%s changes raw rows of many customers, and leaves every table its columns',
    async (canary) => {
      for (const { name, text } of project.canaries.filter((table) => table.name.startsWith(canary))) {
        const raw = name.replace(canary, 'raw');
        const given = { decision_point: 'stay_3h' };
        const shape = async (from: string) => (await session.describe(from)).columns;
        expect(await shape(`from (\n${text}\n)`)).toEqual(await shape(`from ${raw}`));
        const [row] = await session.rows<{ customers: number }>(
          `select count(distinct user_id)::integer as customers
         from (select distinct * from ${raw} except (\n${text}\n) union all ((\n${text}\n) except from ${raw}))`,
          given,
        );
        expect(row?.customers, name).toBeGreaterThan(20);
      }
    },
  );
});

/** Ways in which the landmarks at the third hour would know what comes after it. */
const leaks: Array<{
  leak: string;
  model: string;
  from: string;
  to: string;
  canaries: string[];
  columns: string[];
}> = [
  {
    leak: 'a stay that lasts to its end instead of to the moment',
    model: 'intermediate.int_moment_stays',
    from: 'least(stays.left_at, moments.decided_at)',
    to: 'stays.left_at',
    canaries: CANARIES,
    columns: ['sum_stay_time_second', 'stay_today_second'],
  },
  {
    leak: 'check-outs that are known before they happen',
    model: 'intermediate.int_moment_stays',
    from: 'and stays.left_at < moments.decided_at as has_checked_out',
    to: 'as has_checked_out',
    canaries: CANARIES,
    columns: ['access_count', 'access_out_count'],
  },
  {
    leak: 'the use of the whole trial',
    model: 'marts.landmarks',
    from: 'features.* exclude (user_id, decision_point, decided_at)',
    to: `features.* exclude (user_id, decision_point, decided_at),
        (select access_count from intermediate.int_features as totals
        where totals.user_id = features.user_id and totals.decision_point = 'trial_end') as trial_access_count`,
    canaries: CANARIES,
    columns: ['trial_access_count'],
  },
  {
    leak: 'the length of a visit that is not over',
    model: 'marts.landmarks',
    from: 'features.* exclude (user_id, decision_point, decided_at)',
    to: `features.* exclude (user_id, decision_point, decided_at),
        (select sum(stay_second)::integer from staging.stg_visit_rows as visits
        where visits.user_id = features.user_id and first_entered_at < features.decided_at) as recorded_second`,
    canaries: ['append_after'],
    columns: ['recorded_second'],
  },
  {
    leak: 'all applications, later ones too',
    model: 'marts.landmarks',
    from: 'features.* exclude (user_id, decision_point, decided_at)',
    to: `features.* exclude (user_id, decision_point, decided_at),
        (select count(*)::integer from staging.stg_applications as applications
        where applications.user_id = features.user_id) as applied`,
    canaries: CANARIES,
    columns: ['applied'],
  },
  {
    leak: 'the time of the payment',
    model: 'marts.landmarks',
    from: 'features.* exclude (user_id, decision_point, decided_at)',
    to: `features.* exclude (user_id, decision_point, decided_at),
        date_diff('hour', features.decided_at, trials.paid_at) as hours_to_payment`,
    canaries: CANARIES,
    columns: ['hours_to_payment'],
  },
];

describe('a project that knows', () => {
  let session: DuckDBSession;
  beforeAll(async () => {
    session = await openSample(join(directory, 'leaky'), { customers: 400, paidAt: true });
    await applyAgain(session);
  });
  afterAll(() => session?.close());

  it.each(leaks.flatMap(({ canaries, ...leak }) => canaries.map((canary) => ({ ...leak, canary }))))(
    '$leak is found by $canary, the features named',
    async ({ canary, model, from, to, columns }) => {
      const models = project.models.map((one) =>
        one.name === model ? { ...one, text: one.text.replace(from, to) } : one,
      );
      expect(models).not.toEqual(project.models);
      const leaky = { ...project, models };
      await buildModels(session, leaky, { params: inJanuary });
      const found = await send(session, leaky, canary, 'stay_3h');
      expect(found.columns).toEqual(expect.arrayContaining(columns));
      expect(found.columns).not.toContain('register_month');
      expect(found.changed).toBeGreaterThan(0);
    },
  );
});

describe('a source whose payers keep visiting after the trial', () => {
  /** Digest of both marts that features, labels and strategies are made of. */
  async function digestMarts(session: DuckDBSession): Promise<string> {
    await buildModels(session, project, { params: inJanuary });
    const hash = createHash('sha256');
    for (const mart of ['landmarks', 'registrants']) {
      const path = join(directory, `${mart}.parquet`);
      await session.copyToParquet({ table: `marts.${mart}` }, path, { orderBy: ['user_id'] });
      hash.update(await readFile(path));
    }
    return hash.digest('hex');
  }

  it.each([true, false])(
    'gives the same bytes as one whose payers do not (payment times: %s)',
    async (paidAt) => {
      const session = await openSample(join(directory, `members-${paidAt}`), { customers: 400, paidAt });
      const before = await digestMarts(session);
      // A visit row is of a whole day, so those begin on the day after the trial's last.
      const members = `(select user_id, trial_ends_at, number::integer as number
      from marts.registrants cross join range(30) as numbers (number) where is_paid)`;
      const count = async () => {
        const [row] = await session.rows<{ events: number; visits: number }>(
          `select sum(occurrences) filter (kind = 'door_events_after_trial')::integer as events,
           sum(occurrences) filter (kind = 'visit_rows_after_trial')::integer as visits
         from marts.cleaning_counts`,
        );
        return row!;
      };
      const counted = await count();
      await session.run(
        `create temp table visiting as from ${members};
      insert into raw.trial_access_log
      select user_id, 'S1', trial_ends_at + to_seconds(1 + 7200 * number), (number + 1) % 2 from visiting;
      insert into raw.trial_visit_info
      select trial_ends_at::date + 1 + number, user_id, 'S1', 28800,
        trial_ends_at::date + 1 + number + interval 9 hours, trial_ends_at::date + 1 + number + interval 17 hours
      from visiting`,
      );
      expect(await digestMarts(session)).toBe(before);
      const [{ payers } = { payers: 0 }] = await session.rows<{ payers: number }>(
        'select count(distinct user_id)::integer as payers from visiting',
      );
      expect(payers).toBeGreaterThan(50);
      const after = await count();
      expect(after.events - counted.events).toBeGreaterThan(20 * payers);
      expect(after.visits - counted.visits).toBeGreaterThan(20 * payers);
      await session.close();
    },
  );
});

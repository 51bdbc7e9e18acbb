import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DECISION_POINTS } from '../../../models/contracts/decision-point.ts';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { Landmarks } from '../../../sql/trial/marts/landmarks.ts';
import { openDirt } from './open-dirt.ts';
import { openSample } from './open-sample.ts';
import { trialProject } from './open-source.ts';

const outcomes = ['user_id', 'decision_point', 'is_at_risk', 'is_ripe', 'label'];
const features = Object.keys(Landmarks.shape).filter((name) => !outcomes.includes(name));

/** A generated source of which parts of the door log were lost, so that the rules for what is missing have work. */
async function openTornSample(directory: string): Promise<DuckDBSession> {
  const session = await openSample(directory, { customers: 400, paidAt: true });
  await session.run(`delete from raw.trial_access_log where hash(user_id, happened_at, checkin) % 10 = 0`);
  await session.run(`delete from raw.trial_access_log where hash(user_id) % 12 = 0`);
  return session;
}

const sources = [
  { source: 'a torn sample', open: openTornSample, asOf: '2022-01-01' },
  { source: 'random dirt', open: () => openDirt(4), asOf: '2021-05-01' },
];

describe.each(sources)('of $source', ({ open, asOf }) => {
  let directory: string;
  let session: DuckDBSession;
  const params = { as_of: { date: asOf }, horizon_days: 14 };
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'crosslift-trial-'));
    session = await open(join(directory, 'sample'));
    await buildModels(session, await trialProject(), { params });
    await session.run('create schema kept');
    await session.run('create table kept.landmarks as from marts.landmarks');
    await session.run('create table kept.visits as from intermediate.int_visit_rows');
  });
  afterAll(async () => {
    await session?.close();
    await rm(directory, { recursive: true });
  });

  /** Rows of the kept landmarks of one decision point whose features another build does not repeat. */
  async function countChanged(point: string): Promise<number> {
    await buildModels(session, await trialProject(), { targets: ['marts.landmarks'], params });
    const columns = ['user_id', ...features].join(', ');
    const [row] = await session.rows<{ changed: number }>(
      `select count(*) as changed from (
      select ${columns} from kept.landmarks where decision_point = $point
      except select ${columns} from marts.landmarks where decision_point = $point)`,
      { point },
    );
    return row!.changed;
  }

  describe.each(DECISION_POINTS)('the features at %s', (point) => {
    const moments = `(select user_id, decided_at from kept.landmarks where decision_point = '${point}') as moments`;
    const ofTheirs = 'where moments.user_id = raws.user_id';

    it('stay the same, to the bit, without any raw row from the moment on', async () => {
      await session.run('begin');
      const isOwn = point === 'first_visit' ? '>' : '>=';
      await session.run(
        `delete from raw.trial_access_log as raws using ${moments} ${ofTheirs} and happened_at ${isOwn} decided_at`,
      );
      await session.run(
        `delete from raw.trial_register as raws using ${moments} ${ofTheirs} and registered_at > decided_at`,
      );
      await session.run(
        `delete from raw.trial_payment as raws using ${moments} ${ofTheirs} and paid_at >= decided_at`,
      );
      // A visit row becomes known in two parts: that it has begun, and that it is over. Where its beginning is
      // known only from its end, the end stays.
      await session.run(
        `delete from raw.trial_visit_info as raws using ${moments}, kept.visits
      ${ofTheirs} and visits.user_id = raws.user_id and visits.visit_date = raws.visit_date
      and visits.entered_at ${isOwn} decided_at`,
      );
      await session.run(
        `update raw.trial_visit_info as raws set last_leave_time = null from ${moments}
      ${ofTheirs} and last_leave_time >= decided_at and first_enter_time is not null`,
      );
      const changed = await countChanged(point);
      await session.run('rollback');
      expect(changed).toBe(0);
    });

    it('stay the same when rows from the moment on tell the outcome', async () => {
      await session.run('begin');
      const paying = `(select user_id, decided_at from kept.landmarks
      where decision_point = '${point}' and label = 1) as paying`;
      for (const hours of [point === 'first_visit' ? 1 : 0, 2, 5]) {
        await session.run(
          `insert into raw.trial_access_log select user_id, 'leak', decided_at + to_hours(${hours}), 1 from ${paying}`,
        );
      }
      await session.run(
        `insert into raw.trial_visit_info
      select decided_at::date + 1, user_id, 'leak', 36000, decided_at::date + interval 25 hours, null from ${paying}`,
      );
      await session.run(
        `update raw.trial_payment as raws set paid_at = decided_at from ${moments}
      ${ofTheirs} and paid_at > decided_at`,
      );
      const changed = await countChanged(point);
      await session.run('rollback');
      expect(changed).toBe(0);
    });
  });

  it('would notice features that do change', async () => {
    await session.run('begin');
    await session.run('delete from raw.trial_access_log where checkin = 0');
    const changed = await countChanged('last_day');
    await session.run('rollback');
    expect(changed).toBeGreaterThan(100);
  });
});

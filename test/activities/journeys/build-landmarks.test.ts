import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildLandmarks, type JourneyMoment } from '../../../activities/journeys/build-landmarks.ts';
import { TRIAL_FEATURES } from '../../../activities/trial/read-landmarks.ts';
import type { DecisionPoint } from '../../../models/contracts/decision-point.ts';
import { listStays } from '../../../models/journeys/list-stays.ts';
import { momentOf } from '../../../models/journeys/next-message.ts';
import { reduceJourney } from '../../../models/journeys/reduce-journey.ts';
import type { Arrival } from '../../../models/journeys/signals.ts';
import { beginJourney, type JourneyState } from '../../../models/journeys/state.ts';
import { trialOf } from '../../../models/journeys/trial.ts';
import { fromWallClock, toWallClock } from '../../../models/journeys/zone-time.ts';
import { createRandom } from '../../../models/random.ts';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { loadSqlProject } from '../../../platform/steps/sql-projects.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { openSample } from '../../sql/trial/open-sample.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';

const ZONE = 'Asia/Seoul';
const CUSTOMERS = 600;
const COLUMNS = ['is_at_risk', ...TRIAL_FEATURES.map(({ name }) => name)].join(', ');

/** A landmark row: what a model is given, and whose and when it is. */
type Row = Record<string, unknown> & { user_id: string; decision_point: DecisionPoint; decided_at: string };

const directory = createTemporaryDirectory();
let batch: Row[];
let sites: DuckDBSession;
/** What each customer did, as signals. */
const told = new Map<string, { applications: number[]; arrivals: Array<Arrival & { at: number }> }>();

beforeAll(async () => {
  const session = await openSample(directory, { customers: CUSTOMERS, paidAt: true });
  sites = session;
  // A visit row is written when its day is over: at the moment there is none.
  await session.run('delete from raw.trial_visit_info');
  await buildModels(session, await loadSqlProject('trial'), {
    targets: ['marts.landmarks', 'marts.sites'],
    params: { as_of: { date: '2022-01-01' }, horizon_days: 14 },
  });
  batch = await session.rows<Row>(
    `select user_id, decision_point, strftime(decided_at, '%Y-%m-%d %H:%M:%S') as decided_at, ${COLUMNS}
     from marts.landmarks where is_at_risk order by user_id, decided_at, decision_point`,
  );
  await session.copyToParquet({ table: 'marts.sites' }, `${directory}/sites.parquet`, {
    orderBy: ['site_id'],
  });
  const events = await session.rows<{ user_id: string; kind: string; moment: string; site: string | null }>(
    `select user_id, 'registered' as kind, strftime(registered_at, '%Y-%m-%d %H:%M:%S') as moment, null as site
       from raw.trial_register
     union all
     select user_id, if (checkin = 1, 'check-in', 'check-out'), strftime(happened_at, '%Y-%m-%d %H:%M:%S'), site_id
       from raw.trial_access_log
     order by all`,
  );
  for (const [place, { user_id, kind, moment, site }] of events.entries()) {
    const known = told.get(user_id) ?? { applications: [], arrivals: [] };
    told.set(user_id, known);
    const at = fromWallClock(moment, ZONE);
    if (kind === 'registered') known.applications.push(at);
    const payload = { id: `e${place}`, at, ...(site !== null && { site }) };
    known.arrivals.push({ signal: kind as Arrival['signal'], payload, at });
  }
}, 120_000);
afterAll(async () => {
  await sites?.close();
  rmSync(directory, { recursive: true, force: true });
});

const random = createRandom(5);
/** The state of a customer's journey at a moment: told in any order, and part of it twice. */
function stateAt(customer: string, second: number): JourneyState {
  const { applications, arrivals } = told.get(customer)!;
  const known = arrivals.filter(({ at }) => at <= second);
  const first = applications.filter((at) => at <= second).sort((left, right) => left - right)[0]!;
  const order = random.shuffle([...known, ...known.slice(0, 3)]);
  return order.reduce<JourneyState>(
    (state, arrival) => reduceJourney(state, arrival, { now: second + 1, tolerance: 0, sites: [] }),
    beginJourney(first),
  );
}
const secondOf = ({ decided_at }: Row) => fromWallClock(decided_at, ZONE);

describe('a journey of a customer of the sample', () => {
  it('passes the same moments as in the batch, to the second', () => {
    const moments = batch.map((row) => {
      const state = stateAt(row.user_id, secondOf(row));
      const moment = momentOf(row.decision_point, trialOf(state), listStays(state));
      return { ...row, decided_at: moment === undefined ? null : toWallClock(moment, ZONE) };
    });
    expect(new Set(batch.map(({ decision_point }) => decision_point)).size).toBe(5);
    expect(moments).toEqual(batch);
  });

  it('has the landmark rows of the batch, column by column', async () => {
    const moments = batch.map((row): JourneyMoment => {
      const second = secondOf(row);
      const { applications, door } = stateAt(row.user_id, second);
      return {
        point: row.decision_point,
        decidedAt: second,
        now: second,
        applications,
        door,
        consent: 'given',
      };
    });
    const session = await openTestSession();
    await buildLandmarks(session, moments, {
      timeZone: ZONE,
      horizonDays: 14,
      sites: `${directory}/sites.parquet`,
    });
    const rows = await session.rows<Row>(
      `select user_id, decision_point, strftime(decided_at, '%Y-%m-%d %H:%M:%S') as decided_at, ${COLUMNS}
       from marts.landmarks as landmarks
       where exists (from candidates where candidates.user_id = landmarks.user_id and point = decision_point)
       order by user_id::integer`,
    );
    expect(rows.map((row) => ({ ...row, user_id: batch[Number(row.user_id)]!.user_id }))).toEqual(batch);
    expect(rows.length).toBeGreaterThan(1_500);
  });
});

it('knows the word on advertising, and that the trial is open', async () => {
  const applied = fromWallClock('2021-12-06 09:00:00', ZONE);
  const moment = { point: 'last_day' as const, decidedAt: applied + 48 * 3600, now: applied, door: [] };
  const session = await openTestSession();
  await buildLandmarks(
    session,
    (['given', 'refused', 'unknown'] as const).map((consent) => ({
      ...moment,
      applications: [applied],
      consent,
    })),
    { timeZone: ZONE, horizonDays: 14, sites: undefined },
  );
  const query = `select consent, is_open, (select count(*) from marts.sites)::integer as sites
    from marts.contacts join marts.registrants using (user_id) order by user_id`;
  expect(await session.rows(query)).toEqual([
    { consent: 'given', is_open: true, sites: 0 },
    { consent: 'refused', is_open: true, sites: 0 },
    { consent: 'unknown', is_open: true, sites: 0 },
  ]);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DECISION_POINTS } from '../models/contracts/decision-point.ts';
import { DEFAULT_POLICY } from '../models/gates/policy.ts';
import { NIGHTLY_LINE_UP } from '../models/recipes/line-up.ts';
import type { DuckDBSession } from '../platform/duckdb/session.ts';
import { openSample } from '../test/sql/trial/open-sample.ts';
import { judgePoint } from './judge-point.ts';
import { readTrialPoints } from './trial-points.ts';

/** Ten working days at a desk, one visit row each, for everybody who pays, from the day after the trial's end on. */
const LATER_VISITS = `
  create or replace temp table later_visits as
  select user_id, site_id, visit_date, visit_date + interval 9 hour as entered_at, visit_date + interval 18 hour as left_at
  from (
    select user_id, max(registered_at)::date + 4 as from_date from raw.trial_register
    semi join (from raw.trial_payment where is_payment) using (user_id)
    group by all
  ) as trials
  cross join (select min(site_id) as site_id from raw.site_area) as site
  cross join lateral (select from_date + day::integer as visit_date from range(10) as days (day)) as visits`;

/** Lets payers, and nobody else, go on visiting after their trial. @returns visits added */
export async function letPayersVisit(session: DuckDBSession): Promise<number> {
  await session.run(LATER_VISITS);
  await session.run(
    `insert into raw.trial_access_log
    select user_id, site_id, entered_at, 1 from later_visits
    union all select user_id, site_id, left_at, 2 from later_visits`,
  );
  await session.run(
    `insert into raw.trial_visit_info
    select visit_date, user_id, site_id, 9 * 3600, entered_at, left_at from later_visits`,
  );
  const [counted] = await session.rows<{ visits: number }>('select count(*) as visits from later_visits');
  return counted!.visits;
}

/** Whether later visits of payers move anything that is measured of any decision point; names of the points they move. */
export async function measureLaterVisits(
  parent: string,
  { seed, customers }: { seed: number; customers: number },
): Promise<{ visits: number; points: number; moved: string[] }> {
  const directory = await mkdtemp(join(parent, 'later-'));
  const session = await openSample(join(directory, 'source'), { customers, paidAt: false, seed });
  const measure = async () => {
    const found = [];
    for (const point of await readTrialPoints(session, { directory, points: DECISION_POINTS })) {
      const recipes = NIGHTLY_LINE_UP.slice(0, 1);
      const { metrics, verdict } = await judgePoint(point, {
        recipes,
        policy: DEFAULT_POLICY,
        seed,
        directory,
      });
      found.push({ metrics, verdict });
    }
    return found;
  };
  try {
    const before = await measure();
    const visits = await letPayersVisit(session);
    const after = await measure();
    const moved = DECISION_POINTS.filter((_, place) => !isDeepStrictEqual(before[place], after[place]));
    return { visits, points: before.length, moved };
  } finally {
    await session.close();
    await rm(directory, { recursive: true, force: true });
  }
}

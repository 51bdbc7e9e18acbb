import { audienceCondition, TRIAL_AUDIENCE } from '../../models/playbooks/audience-query.ts';
import { isInCalendar } from '../../models/playbooks/calendar.ts';
import type { TrialCandidate } from '../../models/playbooks/choose-offers.ts';
import type { PlaybookAction } from '../../models/playbooks/playbook.ts';
import { type ColumnTable, numbersOf, stringsOf } from '../../platform/duckdb/column-table.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';

/** Days before the as-of whose decision moments count where nothing was published before. */
const WINDOW_DAYS = 7;

/** Parquet paths of what a plan reads. */
export type PlanTables = Readonly<Record<(typeof TRIAL_AUDIENCE.marts)[number] | 'predictions', string>>;

/** The night that is planned. */
export interface PlannedNight {
  asOf: string;
  /** As-of of the publication before; null before the first. */
  since: string | null;
  actions: readonly PlaybookAction[];
  /** The night whose calendar says which actions there are. */
  plannedFor: string;
}

/**
 * Everybody whose trial is open, or who has reached a decision point since the publication before, at the latest
 * one, with the actions in whose audience they are; ordered by customer. The table `candidates` holds who is
 * at which place. Past trials train; they never receive.
 */
export async function readCandidates(
  session: DuckDBSession,
  tables: PlanTables,
  { asOf, since, actions, plannedFor }: PlannedNight,
): Promise<TrialCandidate[]> {
  await session.run('create schema if not exists marts');
  for (const mart of TRIAL_AUDIENCE.marts) await session.importParquet(`marts.${mart}`, tables[mart]);
  await session.run(
    `create or replace table candidates as
     with latest as (
       select user_id, decision_point as point, decided_at
       from marts.landmarks
       qualify row_number() over (partition by user_id order by decided_at desc, decision_point) = 1
     )
     select (row_number() over (order by user_id) - 1)::integer as place, user_id, point, decided_at
     from latest
     join marts.registrants as registrants using (user_id)
     where registrants.is_open
       or latest.decided_at >= coalesce($since::varchar::date, $as_of::date - $window_days::integer)`,
    { as_of: { date: asOf }, since, window_days: WINDOW_DAYS },
  );
  const members = await readMembers(session, { asOf, actions, plannedFor });
  // The latest point counts before scores do: where its model was held, an earlier offer must not stand in.
  const columns = await session.columns(
    `select user_id, point, candidates.decided_at, trial_ends_at, probability, predictions.model,
       is_paid::integer as is_paid, is_opted_out::integer as is_opted_out, consent
     from candidates
     join marts.registrants using (user_id)
     join marts.contacts using (user_id)
     left join read_parquet($predictions) as predictions
       on predictions.user_id = candidates.user_id and predictions.decision_point = candidates.point
     order by place`,
    { predictions: tables.predictions },
  );
  return toCandidates(columns, members);
}

/** For each candidate the places of the actions in whose audience it is, in the order of the playbook. */
async function readMembers(
  session: DuckDBSession,
  { asOf, actions, plannedFor }: Omit<PlannedNight, 'since'>,
): Promise<Map<number, number[]>> {
  const members = new Map<number, number[]>();
  for (const [number, action] of actions.entries()) {
    if (!isInCalendar(action, plannedFor)) continue;
    const condition = audienceCondition(action.audience, TRIAL_AUDIENCE);
    const columns = await session.columns(
      `select place ${TRIAL_AUDIENCE.from}
       where point in (select unnest($moments)) and ${condition} order by place`,
      {
        moments: action.moments,
        // DuckDB refuses a value for a parameter that is not there.
        ...(/\$as_of\b/.test(condition) ? { as_of: { date: asOf } } : {}),
      },
    );
    for (const place of numbersOf(columns, 'place'))
      members.set(place, [...(members.get(place) ?? []), number]);
  }
  return members;
}

function toCandidates(
  columns: ColumnTable,
  members: ReadonlyMap<number, readonly number[]>,
): TrialCandidate[] {
  const text = (name: string) => stringsOf(columns, name);
  const numbers = (name: string) => numbersOf(columns, name);
  const [customers, points, decidedAt, trialEndsAt] = [
    text('user_id'),
    text('point'),
    text('decided_at'),
    text('trial_ends_at'),
  ];
  const [models, consents] = [text('model'), text('consent')];
  const [probabilities, paid, optedOut] = [
    numbers('probability'),
    numbers('is_paid'),
    numbers('is_opted_out'),
  ];
  return Array.from({ length: columns.rows }, (_, place) => ({
    customer: customers[place]!,
    point: points[place] as TrialCandidate['point'],
    decidedAt: decidedAt[place]!,
    trialEndsAt: trialEndsAt[place]!,
    // A left join without a match reads as NaN.
    probability: Number.isNaN(probabilities[place]) ? null : probabilities[place]!,
    model: models[place] ?? null,
    isPaid: paid[place] === 1,
    isOptedOut: optedOut[place] === 1,
    consent: consents[place] as TrialCandidate['consent'],
    actions: members.get(place) ?? [],
  }));
}

import { randomBytes } from 'node:crypto';
import type { JourneyEnd } from '../../models/contracts/journey.ts';
import type { JourneyClock } from '../../models/journeys/clock.ts';
import type { JourneyEnding } from '../../models/journeys/ending.ts';
import type { Oddity } from '../../models/journeys/state.ts';
import type { Consent } from '../../models/playbooks/choose-offers.ts';
import type { Queryable } from './database.ts';

/** Whose journey it is. */
export interface JourneyScope {
  dataset: string;
  /** Keyed hash of the customer. */
  journey: string;
}

/** A row of `journeys`; epoch seconds of event time. */
export interface JourneyRow extends JourneyScope {
  customer_id: string;
  registered_at: number;
  consent: Consent;
  clock: JourneyClock;
  paid_at: number | null;
  opted_out_at: number | null;
  state: 'open' | 'closed';
  ending: JourneyEnding | null;
  ended_at: number | null;
  oddities: Partial<Record<Oddity, number>>;
}

const second = (column: string) => `extract(epoch from ${column})::double precision as ${column}`;
const COLUMNS = `dataset, journey, customer_id, ${second('registered_at')}, consent, clock, ${second('paid_at')},
  ${second('opted_out_at')}, state, ending, ${second('ended_at')}, oddities`;

/** The key of a dataset's hashes, made when first asked for; it never changes. */
export async function findJourneyKey(db: Queryable, dataset: string): Promise<string> {
  await db.query('insert into journey_keys (dataset, key) values ($1, $2) on conflict do nothing', [
    dataset,
    randomBytes(32).toString('hex'),
  ]);
  const { rows } = await db.query<{ key: string }>('select key from journey_keys where dataset = $1', [
    dataset,
  ]);
  return rows[0]!.key;
}

/** A journey before it has begun. */
export type JourneyDraft = Pick<
  JourneyRow,
  keyof JourneyScope | 'customer_id' | 'registered_at' | 'consent' | 'clock'
>;

/** Note trials; of those that are known only a word on advertising changes anything. */
export async function insertJourneys(db: Queryable, drafts: readonly JourneyDraft[]): Promise<void> {
  await db.query(
    `insert into journeys (dataset, journey, customer_id, registered_at, consent, clock)
     select distinct on (dataset, journey)
       dataset, journey, customer_id, to_timestamp(registered_at), consent, clock
     from jsonb_to_recordset($1::jsonb) as drafts (dataset text, journey text, customer_id text,
       registered_at double precision, consent text, clock jsonb)
     order by dataset, journey, registered_at
     on conflict (dataset, journey) do update set consent = excluded.consent
     where excluded.consent <> 'unknown' and journeys.consent <> excluded.consent`,
    [JSON.stringify(drafts)],
  );
}

/** One journey; undefined where there is none. */
export async function findJourney(
  db: Queryable,
  { dataset, journey }: JourneyScope,
): Promise<JourneyRow | undefined> {
  const [row] = await listJourneysOf(db, dataset, [journey]);
  return row;
}

/**
 * Those journeys of a dataset that there are. With `lock` nobody changes them before the transaction ends; all who lock some
 * do so in their order, so that no two wait for each other.
 */
export async function listJourneysOf(
  db: Queryable,
  dataset: string,
  journeys: readonly string[],
  { lock = false }: { lock?: boolean } = {},
): Promise<JourneyRow[]> {
  const { rows } = await db.query<JourneyRow>(
    `select ${COLUMNS} from journeys where dataset = $1 and journey = any($2)
     ${lock ? 'order by journey for update' : ''}`,
    [dataset, journeys],
  );
  return rows;
}

/** A journey with what became of its messages. */
export interface ListedJourney extends JourneyRow {
  messages: Array<{ action: string; state: string; drop_reason: string | null; decided_at: number }>;
}

/** Journeys, the newest first. */
export async function listJourneys(
  db: Queryable,
  {
    dataset,
    customer,
    limit,
  }: { dataset?: string | undefined; customer?: string | undefined; limit: number },
): Promise<ListedJourney[]> {
  const { rows } = await db.query<ListedJourney>(
    `select ${COLUMNS}, coalesce((
       select jsonb_agg(jsonb_build_object('action', action_id, 'state', messages.state,
         'drop_reason', drop_reason, 'decided_at', extract(epoch from decided_at)) order by decided_at, action_id)
       from journey_messages as messages
       where messages.dataset = journeys.dataset and messages.journey = journeys.journey
     ), '[]') as messages
     from journeys
     where dataset = coalesce($1, dataset) and customer_id = coalesce($2, customer_id)
     order by opened_at desc, registered_at desc, journey limit $3`,
    [dataset ?? null, customer ?? null, limit],
  );
  return rows;
}

/** Let a later application count, with its word on advertising. */
export async function updateApplication(
  db: Queryable,
  { dataset, journey, registered_at }: JourneyScope & Pick<JourneyRow, 'registered_at'>,
): Promise<void> {
  await db.query('update journeys set registered_at = to_timestamp($3) where dataset = $1 and journey = $2', [
    dataset,
    journey,
    registered_at,
  ]);
}

/** A customer paid, or asked not to be contacted, at an epoch second. */
export interface JourneyStop extends JourneyScope {
  kind: 'paid' | 'opted-out';
  at: number;
}

/** Note what forbids further messages; the earliest time counts, also of a journey that is over. */
export async function recordStops(db: Queryable, stops: readonly JourneyStop[]): Promise<void> {
  if (stops.length === 0) return;
  await db.query(
    `with stops as (
       select dataset, journey,
         to_timestamp(min(at) filter (where kind = 'paid')) as paid_at,
         to_timestamp(min(at) filter (where kind = 'opted-out')) as opted_out_at
       from jsonb_to_recordset($1::jsonb) as stops (dataset text, journey text, kind text, at double precision)
       group by dataset, journey
     ), locked as materialized (
       select dataset, journey, stops.paid_at, stops.opted_out_at
       from journeys join stops using (dataset, journey)
       order by dataset, journey for update of journeys
     )
     update journeys set
       paid_at = least(journeys.paid_at, locked.paid_at),
       opted_out_at = least(journeys.opted_out_at, locked.opted_out_at)
     from locked
     where journeys.dataset = locked.dataset and journeys.journey = locked.journey`,
    [JSON.stringify(stops)],
  );
}

/** Record how a journey ended; repeating it changes nothing. */
export async function endJourney(
  db: Queryable,
  { dataset, journey, ending, endedAt, oddities }: JourneyEnd,
): Promise<void> {
  await db.query(
    `update journeys set state = 'closed', ending = $3, ended_at = to_timestamp($4), oddities = $5, closed_at = now()
     where dataset = $1 and journey = $2 and state = 'open'`,
    [dataset, journey, ending, endedAt, JSON.stringify(oddities)],
  );
}

/** Journeys of a dataset by how they ended; `open` for those that have not. */
export async function countJourneys(db: Queryable, dataset: string): Promise<Record<string, number>> {
  const { rows } = await db.query<{ ending: string; count: number }>(
    `select coalesce(ending, 'open') as ending, count(*) as count
     from journeys where dataset = $1 group by 1 order by 1`,
    [dataset],
  );
  return Object.fromEntries(rows.map(({ ending, count }) => [ending, count]));
}

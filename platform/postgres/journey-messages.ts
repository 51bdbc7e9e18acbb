import { digestText } from '../../models/artifact-key.ts';
import type { Arm } from '../../models/playbooks/arms.ts';
import type { ContactsElsewhere, EarlierRows } from '../../models/playbooks/past-contacts.ts';
import type { Queryable } from './database.ts';
import type { JourneyScope } from './journeys.ts';

/** A row of `journey_messages`; epoch seconds of event time. */
export interface JourneyMessage extends JourneyScope {
  message_id: string;
  action_id: string;
  decision_point: string;
  moment_at: number;
  due_at: number;
  decided_at: number;
  /** Local day. */
  counts_on: string;
  state: 'intended' | 'sent' | 'held_out' | 'dropped' | 'unknown';
  drop_reason: string | null;
  arm: Arm | null;
  channel: string | null;
  offer: string | null;
  message: string | null;
  message_ko: string | null;
  message_en: string | null;
  score: number | null;
  evidence: string | null;
  reason: string | null;
}

/** The message of an action; undefined while nobody has decided on it. */
export async function findJourneyMessage(
  db: Queryable,
  { dataset, journey, action }: JourneyScope & { action: string },
): Promise<Pick<JourneyMessage, 'message_id' | 'state' | 'drop_reason' | 'offer'> | undefined> {
  const { rows } = await db.query<JourneyMessage>(
    `select message_id, state, drop_reason, offer from journey_messages
     where dataset = $1 and journey = $2 and action_id = $3`,
    [dataset, journey, action],
  );
  return rows[0];
}

/** Write a message down; false where the action has one. */
export async function insertJourneyMessage(db: Queryable, message: JourneyMessage): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into journey_messages (message_id, dataset, journey, action_id, decision_point, moment_at, due_at, decided_at,
       counts_on, state, drop_reason, arm, channel, offer, message, message_ko, message_en, score, evidence, reason, sent_at)
     select message_id, dataset, journey, action_id, decision_point, to_timestamp(moment_at), to_timestamp(due_at),
       to_timestamp(decided_at), counts_on, state, drop_reason, arm, channel, offer, message, message_ko, message_en,
       score, evidence, reason, case when state = 'sent' then now() end
     from jsonb_to_record($1::jsonb) as message (message_id text, dataset text, journey text, action_id text,
       decision_point text, moment_at double precision, due_at double precision, decided_at double precision,
       counts_on date, state text, drop_reason text, arm text, channel text, offer text, message text, message_ko text,
       message_en text, score double precision, evidence text, reason text)
     on conflict do nothing`,
    [JSON.stringify(message)],
  );
  return rowCount === 1;
}

/** A customer of a pipeline. */
interface CustomerScope {
  dataset: string;
  pipeline: string;
  customer: string;
}

/** What limits further messages to one customer. */
export interface ContactsOf {
  /** Planned messages by action, of nights and of journeys alike, of either arm. */
  rows: Array<EarlierRows & { timesToday: number }>;
  /** Arm of the first eligibility by action. */
  arms: ReadonlyMap<string, Arm>;
  /** Contacts that other pipelines or datasets planned for the same customer. */
  elsewhere: Omit<ContactsElsewhere, 'customer'>;
}

/** Messages of one customer until a day; what a night has listed for the journey to send is none. */
export async function listContactsOf(
  db: Queryable,
  { dataset, pipeline, customer }: CustomerScope,
  {
    after,
    weekAfter,
    until,
    datasets,
  }: { after: string; weekAfter: string; until: string; datasets: readonly string[] },
): Promise<ContactsOf> {
  const { rows } = await db.query<EarlierRows & { timesToday: number }>(
    `select customer_id as customer, action_id as action, count(*)::integer as times,
       (count(*) filter (where planned_on > $5))::integer as "timesThisWeek",
       (count(*) filter (where planned_on = $6))::integer as "timesToday",
       max(planned_on) as "lastOn"
     from contact_log
     where dataset = $1 and pipeline = $2 and customer_id = $3 and planned_on > $4 and planned_on <= $6
     group by customer_id, action_id
     order by action_id`,
    [dataset, pipeline, customer, after, weekAfter, until],
  );
  const members = await db.query<{ action_id: string; arm: Arm }>(
    'select action_id, arm from memberships where dataset = $1 and pipeline = $2 and customer_id = $3',
    [dataset, pipeline, customer],
  );
  const others = await db.query<ContactsOf['elsewhere']>(
    `select (count(*) filter (where planned_on > $5))::integer as "thisWeek",
       (count(*) filter (where planned_on = $6))::integer as today
     from contact_log
     where dataset = any($4) and not (dataset = $1 and pipeline = $2) and customer_id = $3 and planned_on > $5
       and planned_on <= $6`,
    [dataset, pipeline, customer, datasets, weekAfter, until],
  );
  return {
    rows,
    arms: new Map(members.rows.map(({ action_id, arm }) => [action_id, arm])),
    elsewhere: others.rows[0]!,
  };
}

/** Count a journey's message as a night's counts, of either arm: for the lift, and for what may still be sent. */
export async function recordJourneyExposure(
  db: Queryable,
  { dataset, pipeline, customer }: CustomerScope,
  message: JourneyMessage,
): Promise<void> {
  const { message_id, action_id, arm, counts_on, channel, evidence } = message;
  if (arm === null) return;
  await db.query(
    `insert into memberships (dataset, pipeline, action_id, customer_id, arm, since, outcome, window_days, enrol_days,
       publication_id)
     select $1, $2, $4, $3, $5, $6, measure ->> 'outcome', (measure ->> 'window_days')::integer,
       (measure ->> 'enrol_days')::integer, $7
     from (select $8::jsonb -> 'measured_by' as measure) as evidence
     on conflict do nothing`,
    [dataset, pipeline, customer, action_id, arm, counts_on, message_id, evidence],
  );
  await db.query(
    `insert into journey_contacts (dataset, pipeline, customer_id, action_id, planned_on, channel, arm, message_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [dataset, pipeline, customer, action_id, counts_on, channel, arm, message_id],
  );
}

/** Stands for all that journeys of these datasets sent, of either arm, that counts after a day and before another. */
export async function digestJourneyContacts(
  db: Queryable,
  datasets: readonly string[],
  { after, before }: { after: string; before: string },
): Promise<string> {
  const { rows } = await db.query<{ message_id: string }>(
    `select message_id from journey_contacts where dataset = any($1) and planned_on > $2 and planned_on < $3
     order by message_id`,
    [datasets, after, before],
  );
  return digestText(rows.map(({ message_id }) => message_id).join('\n'));
}

/** Messages of an action that count for a day, of either arm. */
export async function countJourneyMessages(
  db: Queryable,
  { dataset, action, day }: { dataset: string; action: string; day: string },
): Promise<number> {
  // Whoever counts waits for whoever counted before and has not written yet.
  await db.query('select pg_advisory_xact_lock(hashtext($1))', [`journey budget ${dataset}/${action}`]);
  const { rows } = await db.query<{ count: number }>(
    `select count(*) from journey_messages
     where dataset = $1 and action_id = $2 and counts_on = $3 and arm is not null`,
    [dataset, action, day],
  );
  return rows[0]!.count;
}

/** How many messages of a dataset came to what, and why not. */
export interface MessageCount {
  action: string;
  state: JourneyMessage['state'];
  drop_reason: string | null;
  count: number;
}

/** Messages of a dataset by action and what became of them. */
export async function summariseJourneyMessages(db: Queryable, dataset: string): Promise<MessageCount[]> {
  const { rows } = await db.query<MessageCount>(
    `select action_id as action, state, drop_reason, count(*) as count
     from journey_messages where dataset = $1
     group by action_id, state, drop_reason order by action_id, state, drop_reason`,
    [dataset],
  );
  return rows;
}

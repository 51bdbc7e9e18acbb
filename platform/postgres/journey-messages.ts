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

/** What became of a message. */
export type DecidedMessage = Pick<
  JourneyMessage,
  'journey' | 'action_id' | 'message_id' | 'state' | 'drop_reason' | 'offer'
>;

/** Messages of some journeys of a dataset that were decided on. */
export async function listMessagesOf(
  db: Queryable,
  dataset: string,
  journeys: readonly string[],
): Promise<DecidedMessage[]> {
  const { rows } = await db.query<DecidedMessage>(
    `select journey, action_id, message_id, state, drop_reason, offer from journey_messages
     where dataset = $1 and journey = any($2)`,
    [dataset, journeys],
  );
  return rows;
}

/** Write messages down; the ids of those whose action had none before. */
export async function insertJourneyMessages(
  db: Queryable,
  messages: readonly JourneyMessage[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ message_id: string }>(
    `insert into journey_messages (message_id, dataset, journey, action_id, decision_point, moment_at, due_at, decided_at,
       counts_on, state, drop_reason, arm, channel, offer, message, message_ko, message_en, score, evidence, reason, sent_at)
     select message_id, dataset, journey, action_id, decision_point, to_timestamp(moment_at), to_timestamp(due_at),
       to_timestamp(decided_at), counts_on, state, drop_reason, arm, channel, offer, message, message_ko, message_en,
       score, evidence, reason, case when state = 'sent' then now() end
     from jsonb_to_recordset($1::jsonb) as message (message_id text, dataset text, journey text, action_id text,
       decision_point text, moment_at double precision, due_at double precision, decided_at double precision,
       counts_on date, state text, drop_reason text, arm text, channel text, offer text, message text, message_ko text,
       message_en text, score double precision, evidence text, reason text)
     on conflict do nothing
     returning message_id`,
    [JSON.stringify(messages)],
  );
  return new Set(rows.map(({ message_id }) => message_id));
}

/** Whose customers these are. */
interface PeopleScope {
  dataset: string;
  pipeline: string;
}

/** A customer for whom a message of an action is due, with the days that limit it. */
export interface ContactQuestion {
  customer: string;
  action: string;
  after: string;
  weekAfter: string;
  /** The day of the message. */
  until: string;
}

/** What limits further messages to one customer. */
export interface ContactsOf {
  /** Planned messages by action, of nights and of journeys alike, of either arm. */
  rows: Array<EarlierRows & { timesToday: number }>;
  /** Arm of the first eligibility for the action that is due. */
  arm: Arm | undefined;
  /** Contacts that other pipelines or datasets planned for the same customer. */
  elsewhere: Omit<ContactsElsewhere, 'customer'>;
}

const QUESTIONS = `jsonb_to_recordset($3::jsonb) as asked
  (customer text, action text, after date, "weekAfter" date, until date)`;

/** Messages until a day of each customer that is asked about, in that order. */
export async function listContacts(
  db: Queryable,
  { dataset, pipeline }: PeopleScope,
  { asked, datasets }: { asked: readonly ContactQuestion[]; datasets: readonly string[] },
): Promise<ContactsOf[]> {
  const questions = JSON.stringify(asked);
  // The log is a view: what holds for all is looked up in it, what holds for one only after it was read.
  const customers = asked.map(({ customer }) => customer);
  const [first] = asked.map(({ after }) => after).sort();
  const { rows: planned } = await db.query<EarlierRows & { timesToday: number }>(
    `select customer, action_id as action, count(*)::integer as times,
       (count(*) filter (where planned_on > "weekAfter"))::integer as "timesThisWeek",
       (count(*) filter (where planned_on = until))::integer as "timesToday",
       max(planned_on) as "lastOn"
     from ${QUESTIONS} join contact_log on customer_id = customer and planned_on > after and planned_on <= until
     where dataset = $1 and pipeline = $2 and customer_id = any($4) and planned_on > $5
     group by customer, action_id
     order by customer, action_id`,
    [dataset, pipeline, questions, customers, first],
  );
  const { rows: members } = await db.query<{ customer: string; arm: Arm }>(
    `select customer, arm
     from ${QUESTIONS} join memberships on dataset = $1 and pipeline = $2 and action_id = action and customer_id = customer`,
    [dataset, pipeline, questions],
  );
  const { rows: others } = await db.query<ContactsElsewhere>(
    `select customer, (count(*) filter (where planned_on > "weekAfter"))::integer as "thisWeek",
       (count(*) filter (where planned_on = until))::integer as today
     from ${QUESTIONS} join contact_log on customer_id = customer and planned_on > "weekAfter" and planned_on <= until
     where dataset = any($6) and not (dataset = $1 and pipeline = $2) and customer_id = any($4) and planned_on > $5
     group by customer`,
    [dataset, pipeline, questions, customers, first, datasets],
  );
  const arms = new Map(members.map(({ customer, arm }) => [customer, arm]));
  const elsewhere = new Map(others.map(({ customer, ...counts }) => [customer, counts]));
  return asked.map(({ customer }) => ({
    rows: planned.filter((row) => row.customer === customer),
    arm: arms.get(customer),
    elsewhere: elsewhere.get(customer) ?? { thisWeek: 0, today: 0 },
  }));
}

/** Count journeys' messages as a night's are, those of either arm: for the lift, and for what may still be sent. */
export async function recordJourneyExposures(
  db: Queryable,
  { dataset, pipeline }: PeopleScope,
  sent: ReadonlyArray<{ customer: string; message: JourneyMessage }>,
): Promise<void> {
  const exposed = sent.flatMap(({ customer, message }) =>
    message.arm === null
      ? []
      : [{ customer, ...message, measure: JSON.parse(message.evidence ?? '{}').measured_by ?? {} }],
  );
  if (exposed.length === 0) return;
  const exposures = `jsonb_to_recordset($3::jsonb) as exposed (customer text, action_id text, arm text, counts_on date,
    message_id text, channel text, measure jsonb)`;
  const values = [dataset, pipeline, JSON.stringify(exposed)];
  await db.query(
    `insert into memberships (dataset, pipeline, action_id, customer_id, arm, since, outcome, window_days, enrol_days,
       publication_id)
     select $1, $2, action_id, customer, arm, counts_on, measure ->> 'outcome', (measure ->> 'window_days')::integer,
       (measure ->> 'enrol_days')::integer, message_id
     from ${exposures} on conflict do nothing`,
    values,
  );
  await db.query(
    `insert into journey_contacts (dataset, pipeline, customer_id, action_id, planned_on, channel, arm, message_id)
     select $1, $2, customer, action_id, counts_on, channel, arm, message_id
     from ${exposures} on conflict do nothing`,
    values,
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

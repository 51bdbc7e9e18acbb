import type { KnownMembers } from '../../models/contracts/known-members.ts';
import type { OutcomeKind } from '../../models/lift/measure.ts';
import type { Arm } from '../../models/playbooks/arms.ts';
import type { ContactsElsewhere } from '../../models/playbooks/past-contacts.ts';
import type { Queryable } from './database.ts';
import type { PublicationRow, PublicationScope } from './publications.ts';

/** Of one customer in one action: the arm of the first eligibility. */
export interface MembershipRow {
  customer_id: string;
  action_id: string;
  arm: Arm;
  since: string;
  /** Null, like the days, of a plan that said nothing of outcomes. */
  outcome: OutcomeKind | null;
  targets: string[];
  window_days: number | null;
  enrol_days: number | null;
}

/**
 * Record whom a publication that goes live is for: memberships of those who are eligible for the first time. Part of the
 * flip's transaction; repeating it changes nothing. The day's contacts stand in `arms` (view `contact_log`).
 */
export async function recordExposures(
  client: Queryable,
  { publication_id, dataset, pipeline, as_of }: PublicationRow,
): Promise<void> {
  // One look at all members is several times cheaper than a conflict tried for every row; the journeys wait meanwhile.
  await client.query('lock table memberships in share row exclusive mode');
  // Nobody has counted yet what was just copied, and the planner takes a million rows for a few.
  await client.query('set local enable_nestloop = off');
  // All members fit into it, where the server's 4 MB would write a million of them to disk and read them again.
  await client.query(`set local work_mem = '256MB'`);
  await client.query(
    `insert into memberships (dataset, pipeline, action_id, customer_id, arm, since, outcome, targets, window_days,
       enrol_days, publication_id)
     select $2, $3, action_id, customer_id, arm, $4, outcome, targets, window_days, enrol_days, publication_id
     from arms where publication_id = $1 and not exists (
       select from memberships as known
       where known.dataset = $2 and known.pipeline = $3 and known.action_id = arms.action_id
         and known.customer_id = arms.customer_id
     )`,
    [publication_id, dataset, pipeline, as_of],
  );
}

/** Who is a member of which action since before a day; ordered by action and customer. */
export async function listMemberships(
  db: Queryable,
  { dataset, pipeline }: PublicationScope,
  before: string,
): Promise<MembershipRow[]> {
  const { rows } = await db.query<MembershipRow>(
    `select customer_id, action_id, arm, since, outcome, targets, window_days, enrol_days from memberships
     where dataset = $1 and pipeline = $2 and since < $3 order by action_id, customer_id`,
    [dataset, pipeline, before],
  );
  return rows;
}

/** First day of each treated member in the treatment arm of any action; null before there were members. */
export async function listTreatedSince(
  db: Queryable,
  members: KnownMembers | undefined,
): Promise<Map<string, string> | null> {
  if (members === undefined) return null;
  const { rows } = await db.query<Pick<MembershipRow, 'customer_id' | 'since'>>(
    `select customer_id, min(since) as since from memberships
     where dataset = $1 and pipeline = $2 and since < $3 and arm = 'treatment'
     group by customer_id order by customer_id`,
    [members.dataset, members.pipeline, members.asOf],
  );
  return new Map(rows.map(({ customer_id, since }) => [customer_id, since]));
}

/** Publications that were live for any of these datasets in the week up to a day, that day included, but for one's own. */
export async function listPublicationsElsewhere(
  db: Queryable,
  { dataset, pipeline }: PublicationScope,
  { datasets, asOf, weekAfter }: { datasets: readonly string[]; asOf: string; weekAfter: string },
): Promise<string[]> {
  const { rows } = await db.query<{ publication_id: string }>(
    `select publication_id from publications
     where dataset = any($1) and not (dataset = $2 and pipeline = $3) and state in ('live', 'replaced')
       and as_of > $4 and as_of <= $5
     order by publication_id`,
    [datasets, dataset, pipeline, weekAfter, asOf],
  );
  return rows.map(({ publication_id }) => publication_id);
}

/**
 * Contacts of both arms that others had with the same people, by customer: what these publications planned in the week up to
 * a day and on the day, and what journeys of these datasets sent in the week before it, but for one's own.
 */
export async function listContactsElsewhere(
  db: Queryable,
  { dataset, pipeline }: PublicationScope,
  {
    publications,
    datasets,
    asOf,
    weekAfter,
  }: { publications: readonly string[]; datasets: readonly string[]; asOf: string; weekAfter: string },
): Promise<ContactsElsewhere[]> {
  const { rows } = await db.query<ContactsElsewhere>(
    `with
       planned as (
         select distinct dataset, pipeline, customer_id, action_id, as_of as planned_on
         from arms join publications using (publication_id)
         where publication_id = any($1) and as_of > $4 and as_of <= $3
           and is_contact and channel is distinct from 'journey'
       ),
       told as (
         select dataset, pipeline, customer_id, action_id, planned_on from journey_contacts
         where dataset = any($2) and not (dataset = $5 and pipeline = $6) and planned_on > $4 and planned_on < $3
       )
     select customer_id as customer, count(*)::integer as "thisWeek",
       (count(*) filter (where planned_on = $3))::integer as today
     from (select * from planned union all select * from told) as contacts
     group by customer_id order by customer_id`,
    [publications, datasets, asOf, weekAfter, dataset, pipeline],
  );
  return rows;
}

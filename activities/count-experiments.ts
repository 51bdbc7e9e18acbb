import { addDays } from '../models/days.ts';
import type { Member } from '../models/lift/list-members.ts';
import type { OutcomeKind } from '../models/lift/measure.ts';
import type { Experiment } from '../models/lift/read-experiment.ts';
import type { DuckDBSession } from '../platform/duckdb/session.ts';

/** Tables that outcomes are read from, by name. */
export type OutcomeTables = Readonly<
  Partial<Record<'registrants' | 'customer_affiliates' | 'product_days' | 'purchase_days', string>>
>;

/** For each outcome the table that tells it, and which members it came about of, from `since` until before `until`. */
const OUTCOMES: Readonly<Record<OutcomeKind, { table: keyof OutcomeTables; members: string }>> = {
  paid: {
    table: 'registrants',
    // Who had paid was no member: a payment without a date came since.
    members: `select place from members join read_parquet($path) on user_id = customer_id
      where is_paid and (paid_at is null or (paid_at::date >= since and paid_at::date < until))`,
  },
  used_new_affiliate: {
    table: 'customer_affiliates',
    members: `select place from members join read_parquet($path) as used using (customer_id)
      where first_used_on >= since and first_used_on < until`,
  },
  bought_product: {
    table: 'product_days',
    members: `select place from members join read_parquet($path) as bought using (customer_id)
      join targets on targets.member = members.place and targets.product = product_code
      where bought_on >= since and bought_on < until`,
  },
  came_back: {
    table: 'purchase_days',
    members: `select place from members join read_parquet($path) as bought using (customer_id)
      where purchased_on >= since and purchased_on < until and visits > 0`,
  },
};

/** Count the outcomes of every experiment as known by the start of a day; a member whom no table names has none. */
export async function countExperiments(
  session: DuckDBSession,
  members: readonly Member[],
  { asOf, tables }: { asOf: string; tables: OutcomeTables },
): Promise<Experiment[]> {
  if (members.length === 0) return [];
  await loadMembers(session, members);
  await session.run('create or replace table successes (place integer)');
  for (const [outcome, { table, members: came }] of Object.entries(OUTCOMES)) {
    const path = tables[table];
    if (path === undefined) continue;
    await session.run(
      `insert into successes select distinct place from (${came}) join members using (place) where outcome = $outcome`,
      { path, outcome },
    );
  }
  const rows = await session.rows<CountedRow>(
    `with begun as (
       select *, min(since) over (partition by action, outcome, window_days, enrol_days) as began,
         (since - began) // enrol_days + 1 as round, until <= $as_of::date as is_ripe, successes.place is not null as came
       from members left join successes using (place)
     )
     select action, outcome, window_days as "windowDays", enrol_days as "enrolDays", round::integer as round,
       strftime(any_value(began), '%Y-%m-%d') as began,
       ${['treatment', 'holdout'].map(countArm).join(', ')}
     from begun group by all order by action, outcome, "windowDays", "enrolDays", round`,
    { as_of: asOf },
  );
  return rows.map(({ began, ...row }) => ({
    ...{ action: row.action, outcome: row.outcome, round: row.round },
    ...{ windowDays: row.windowDays, enrolDays: row.enrolDays },
    startedOn: addDays(began, (row.round - 1) * row.enrolDays),
    treatment: {
      members: row.treatment_members,
      ripe: row.treatment_ripe,
      successes: row.treatment_successes,
    },
    holdout: { members: row.holdout_members, ripe: row.holdout_ripe, successes: row.holdout_successes },
  }));
}

type ArmCount = `${'treatment' | 'holdout'}_${'members' | 'ripe' | 'successes'}`;
type CountedRow = Pick<Experiment, 'action' | 'outcome' | 'windowDays' | 'enrolDays' | 'round'> & {
  began: string;
} & Record<ArmCount, number>;

function countArm(arm: string): string {
  return `(count(*) filter (arm = '${arm}'))::integer as ${arm}_members,
    (count(*) filter (arm = '${arm}' and is_ripe))::integer as ${arm}_ripe,
    (count(*) filter (arm = '${arm}' and is_ripe and came))::integer as ${arm}_successes`;
}

async function loadMembers(session: DuckDBSession, members: readonly Member[]): Promise<void> {
  await session.appendColumns('told', {
    place: Int32Array.from(members.keys()),
    action: members.map(({ action }) => action),
    customer_id: members.map(({ customer }) => customer),
    arm: members.map(({ arm }) => arm),
    since_day: members.map(({ since }) => since),
    outcome: members.map(({ outcome }) => outcome),
    window_days: Int32Array.from(members, ({ windowDays }) => windowDays),
    enrol_days: Int32Array.from(members, ({ enrolDays }) => enrolDays),
  });
  await session.run(
    `create or replace table members as
     select * exclude (since_day), since_day::date as since, since + window_days as until from told`,
  );
  const targets = members.flatMap(({ targets }, member) => targets.map((product) => ({ member, product })));
  await session.appendColumns('targets', {
    member: Int32Array.from(targets, ({ member }) => member),
    product: targets.map(({ product }) => product),
  });
}

import type { DuckDBSession } from '../duckdb/session.ts';

/** How many customers have an offer, before and after, and of how many it differs. */
export type PlanComparison = { [Name in PlanCount]: number };
type PlanCount = 'customers' | 'before' | 'same' | 'changed' | 'added' | 'removed';

/**
 * Compare the planned offers of two publications by customer: same are those with the same offers, each as often (as
 * `readOffers` has them). Counted, since a list of offers for each of a million customers costs many times as much.
 */
export async function comparePlans(
  session: DuckDBSession,
  { before, after }: { before: string; after: string },
): Promise<PlanComparison> {
  const [counts] = await session.rows<PlanComparison>(
    `with offered as (
       select customer_id, action_id, channel, offer, 1 as earlier, 0 as later from read_parquet($before)
       union all
       select customer_id, action_id, channel, offer, 0, 1 from read_parquet($after)
     ),
     counted as (
       select customer_id, action_id, channel, offer, sum(earlier) as earlier, sum(later) as later
       from offered group by all
     ),
     compared as (
       select customer_id, sum(earlier) > 0 as had, sum(later) > 0 as has, bool_or(earlier <> later) as differs
       from counted group by customer_id
     )
     select (count(*) filter (has))::integer as customers, (count(*) filter (had))::integer as before,
       (count(*) filter (not differs))::integer as same,
       (count(*) filter (had and has and differs))::integer as changed,
       (count(*) filter (not had))::integer as added,
       (count(*) filter (not has))::integer as removed
     from compared`,
    { before, after },
  );
  return counts!;
}

/** Customers with an offer, where there is nothing to compare them with. */
export async function countCustomers(session: DuckDBSession, path: string): Promise<number> {
  const [counted] = await session.rows<{ customers: number }>(
    'select count(distinct customer_id)::integer as customers from read_parquet($path)',
    { path },
  );
  return counted!.customers;
}

import type { DuckDBSession } from '../duckdb/session.ts';
import { readOffers } from './read-offers.ts';

/** How many customers have an offer, before and after, and of how many it differs. */
export type PlanComparison = { [Name in PlanCount]: number };
type PlanCount = 'customers' | 'before' | 'same' | 'changed' | 'added' | 'removed';

/** Compare the planned offers of two publications by customer. */
export async function comparePlans(
  session: DuckDBSession,
  { before, after }: { before: string; after: string },
): Promise<PlanComparison> {
  const [counts] = await session.rows<PlanComparison>(
    `with earlier as (${readOffers('$before')}), later as (${readOffers('$after')}),
     compared as (
       select earlier.offers as old, later.offers as new from earlier full join later using (customer_id)
     )
     select (count(new))::integer as customers, (count(old))::integer as before,
       (count(*) filter (old = new))::integer as same,
       (count(*) filter (old <> new))::integer as changed,
       (count(*) filter (old is null))::integer as added,
       (count(*) filter (new is null))::integer as removed
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

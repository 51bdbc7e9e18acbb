import type { PublicationDiff } from '../../models/publishing/publication-diff.ts';
import type { DuckDBSession } from '../duckdb/session.ts';

/** How many customers have an offer, before and after, and of how many it differs. */
export type PlanComparison = { [Name in PlanCount]: number };
type PlanCount = 'customers' | 'before' | 'same' | 'changed' | 'added' | 'removed';

/**
 * Compare the planned offers of two publications by customer, whatever their arms, messages and scores: what a customer is
 * offered is which actions by which channel with which offer.
 */
export async function comparePlans(
  session: DuckDBSession,
  { before, after }: { before: string; after: string },
): Promise<PlanComparison> {
  const offers = (path: string) =>
    `select customer_id, list({a: action_id, c: channel, o: offer} order by action_id, channel, offer) as offers
     from read_parquet(${path}) group by customer_id`;
  const [counts] = await session.rows<PlanComparison>(
    `with earlier as (${offers('$before')}), later as (${offers('$after')}),
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

/** A diff whose causes nobody has looked into. */
export type UnexplainedDiff = Omit<PublicationDiff, 'causes' | 'unexplained'>;

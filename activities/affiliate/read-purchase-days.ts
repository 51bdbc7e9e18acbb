import { addDays } from '../../models/days.ts';
import { numbersOf, stringsOf } from '../../platform/duckdb/column-table.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import type { PurchaseTable } from '../../platform/matrices/purchase-file.ts';

/** The marts that lifetime values are made of. */
export interface PurchaseMarts {
  readonly customer_affiliates: string;
  readonly purchase_days: string;
}

/** Read the purchase days before the as-of, counted from it, and how many affiliates each customer used before the last `horizonDays`. */
export async function readPurchaseDays(
  session: DuckDBSession,
  marts: PurchaseMarts,
  { asOf, horizonDays }: { asOf: string; horizonDays: number },
): Promise<PurchaseTable> {
  // A day of returns only is no purchase, but the log counts it, unless nothing was paid back.
  await session.run(
    `create table days as
     select dense_rank() over (order by customer_id) - 1 as owner, customer_id,
       (purchased_on - $as_of)::integer as day, amount
     from read_parquet($days) where visits > 0 or amount < 0`,
    { days: marts.purchase_days, as_of: { date: asOf } },
  );
  const people = await session.columns(
    `with used as (
       select customer_id, count(*) filter (first_used_on < $cut)::integer as affiliates
       from read_parquet($affiliates) group by all
     )
     select customer_id, coalesce(any_value(affiliates), 0)::integer as affiliates
     from days left join used using (customer_id) group by all order by customer_id`,
    { affiliates: marts.customer_affiliates, cut: { date: addDays(asOf, -horizonDays) } },
  );
  const days = await session.columns(
    'select owner::integer as owner, day, amount from days order by owner, day',
  );
  return {
    customers: stringsOf(people, 'customer_id').map(String),
    affiliates: numbersOf(people, 'affiliates') as Int32Array,
    owners: numbersOf(days, 'owner') as Int32Array,
    days: numbersOf(days, 'day') as Int32Array,
    amounts: numbersOf(days, 'amount') as Float64Array,
  };
}

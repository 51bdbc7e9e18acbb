-- One row per raw table of customers as staging took over a slice of it: its rows, and the sum of amounts and units.
-- grain: slice, table_name
with
  totals as (
    select
      'customers' as table_name,
      count(*) as rows,
      0 as total
    from
      staging.stg_customers
    union all
    select
      'purchases',
      sum(raw_rows),
      sum(amount) + sum(units)
    from
      staging.stg_purchases
    union all
    select
      'partner_visits',
      sum(raw_rows),
      sum(amount)
    from
      staging.stg_partner_visits
    union all
    select
      'payments',
      sum(raw_rows),
      sum(amount)
    from
      staging.stg_payments
  )
select
  $slice::integer as slice,
  table_name,
  coalesce(rows, 0)::bigint as rows,
  coalesce(total, 0)::decimal(38, 2) as total
from
  totals

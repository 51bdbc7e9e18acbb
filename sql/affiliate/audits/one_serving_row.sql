-- One row per customer who has no serving snapshot, or more than one.
-- grain: customer_id
with
  serving as (
    select
      customer_id,
      count(*) as serving_rows
    from
      marts.next_affiliate_snapshots
    where
      is_serving
    group by all
  ),
  compared as (
    select
      customer_id,
      coalesce(serving_rows, 0) as serving_rows
    from
      marts.customers
      full join serving using (customer_id)
    where
      serving_rows is distinct from 1
  )
select
  *
from
  compared

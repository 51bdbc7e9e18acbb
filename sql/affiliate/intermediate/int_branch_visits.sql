-- One row per branch at which a registered customer was before $as_of; visits are hours with a purchase there.
-- grain: customer_id, branch_code
with
  receipts as (
    select
      customer_id,
      branch_code,
      purchased_at,
      is_return
    from
      staging.stg_purchases
    union all
    select
      customer_id,
      branch_code,
      purchased_at,
      is_return
    from
      staging.stg_partner_visits
  ),
  hours as (
    select distinct
      customer_id,
      branch_code,
      purchased_at
    from
      receipts
      semi join staging.stg_customers using (customer_id)
      cross join intermediate.int_period as periods
    where
      purchased_at < $as_of
      and purchased_at >= periods.first_day
      and not is_return
  ),
  visits as (
    select
      customer_id,
      branch_code,
      count(*)::integer as visits
    from
      hours
    group by all
  )
select
  *
from
  visits

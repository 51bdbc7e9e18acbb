-- One row per day of a purchase line, a partner receipt or a mobile payment of anybody, in raw rows.
-- grain: active_on
with
  source as (
    select
      de_dt
    from
      raw.purchases
    union all
    select
      de_dt
    from
      raw.visits
    union all
    select
      de_dt
    from
      raw.payments
  ),
  days as (
    select
      de_dt as active_on,
      count(*) as events
    from
      source
    group by all
  )
select
  *
from
  days

-- One row per day before $as_of on which a customer bought or returned something, at whatever affiliate.
-- grain: customer_id, purchased_on
with
  moves as (
    select
      customer_id,
      happened_at::date as purchased_on,
      1 as visits,
      amount
    from
      intermediate.int_visits
    union all
    select
      customer_id,
      happened_at::date,
      0,
      - amount
    from
      intermediate.int_returns
  ),
  days as (
    select
      customer_id,
      purchased_on,
      sum(visits)::integer as visits,
      sum(amount)::double as amount
    from
      moves
    group by all
  )
select
  *
from
  days

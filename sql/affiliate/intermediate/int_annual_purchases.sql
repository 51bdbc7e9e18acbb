-- One row per customer who bought in the year before $as_of: purchases that count once.
-- grain: customer_id
with
  purchases as (
    select
      customer_id,
      sum(purchases)::integer as purchases
    from
      intermediate.int_visits
      semi join intermediate.int_period as periods on happened_at >= periods.year_from
    group by all
    having
      sum(purchases) > 0
  )
select
  *
from
  purchases

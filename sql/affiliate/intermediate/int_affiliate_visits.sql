-- One row per affiliate that customers of a slice had used before $as_of.
-- grain: slice, affiliate_code
with
  affiliates as (
    select
      $slice::integer as slice,
      affiliate_code,
      count(distinct customer_id) as customers,
      count(*) as visits,
      sum(amount)::decimal(18, 2) as amount
    from
      intermediate.int_visits
    group by all
  )
select
  *
from
  affiliates

-- One row per day on which a customer visited an affiliate.
-- grain: customer_id, affiliate_code, active_on
with
  daily as (
    select
      customer_id,
      affiliate_code,
      happened_at::date as active_on,
      min(happened_at) as first_visited_at,
      max(happened_at) as last_visited_at,
      count(*)::integer as visits,
      (
        count(*) filter(
          where
            is_online
        )
      )::integer as online_visits,
      (
        count(*) filter(
          where
            has_payment
        )
      )::integer as payment_visits,
      sum(amount)::decimal(18, 2) as spend
    from
      intermediate.int_visits
    group by all
  )
select
  *
from
  daily

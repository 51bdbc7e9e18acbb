-- One row per customer, affiliate and stretch of days that every cut counts alike, with what was bought and returned in it.
-- grain: customer_id, affiliate_code, seen_at, left_90d_at, left_year_at
-- Cuts add up stretches, of which there are two or three a month, instead of visits. In this order, what adds them up
-- finds its groups in the processor’s cache and takes half as long.
with
  moves as (
    select
      customer_id,
      affiliate_code,
      happened_at,
      true as is_visit,
      is_online,
      has_payment,
      purchases,
      if (is_online, purchases, 0) as online_purchases,
      payments,
      amount,
      paid
    from
      intermediate.int_visits
    union all
    by name
    select
      customer_id,
      affiliate_code,
      happened_at,
      - amount as amount,
      - refunded as paid
    from
      intermediate.int_returns
  ),
  stretches as (
    select
      customer_id,
      affiliate_code,
      days.seen_at,
      days.left_90d_at,
      days.left_year_at,
      min(happened_at) filter(
        where
          is_visit
      ) as first_visited_at,
      max(happened_at) filter(
        where
          is_visit
      ) as last_visited_at,
      min(happened_at) filter(
        where
          payments > 0
      ) as first_paid_at,
      max(happened_at) filter(
        where
          payments > 0
      ) as last_paid_at,
      (
        count(*) filter(
          where
            is_visit
        )
      )::integer as visits,
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
      coalesce(sum(purchases), 0)::integer as purchases,
      coalesce(sum(online_purchases), 0)::integer as online_purchases,
      coalesce(sum(payments), 0)::integer as payments,
      sum(amount)::decimal(18, 2) as spend,
      sum(paid)::decimal(18, 2) as paid
    from
      moves
      join intermediate.int_snapshot_days as days on days.active_on = moves.happened_at::date
    group by all
  )
select
  *
from
  stretches
order by
  customer_id,
  affiliate_code

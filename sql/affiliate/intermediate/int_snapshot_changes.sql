-- One row per cut that is the first to see activity of a customer at an affiliate, or to see it leave a window.
-- grain: customer_id, affiliate_code, cut_date
-- Running sums over these rows replace a scan of all visits for each cut.
with
  moves as (
    select
      customer_id,
      affiliate_code,
      happened_at,
      1 as visits,
      is_online::integer as online_visits,
      has_payment::integer as payment_visits,
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
  dated as (
    select
      customer_id,
      affiliate_code,
      days.seen_at,
      days.left_90d_at,
      days.left_year_at,
      min(happened_at) filter(
        where
          visits = 1
      ) as first_visited_at,
      max(happened_at) filter(
        where
          visits = 1
      ) as last_visited_at,
      min(happened_at) filter(
        where
          payments > 0
      ) as first_paid_at,
      max(happened_at) filter(
        where
          payments > 0
      ) as last_paid_at,
      coalesce(sum(visits), 0)::integer as visits,
      coalesce(sum(online_visits), 0)::integer as online_visits,
      coalesce(sum(payment_visits), 0)::integer as payment_visits,
      coalesce(sum(purchases), 0)::integer as purchases,
      coalesce(sum(online_purchases), 0)::integer as online_purchases,
      coalesce(sum(payments), 0)::integer as payments,
      sum(amount)::decimal(18, 2) as spend,
      sum(paid)::decimal(18, 2) as paid
    from
      moves
      join intermediate.int_snapshot_days as days on days.active_on = moves.happened_at::date
    group by all
  ),
  united as (
    select
      customer_id,
      affiliate_code,
      seen_at as cut_date,
      first_visited_at,
      last_visited_at,
      first_paid_at,
      last_paid_at,
      visits,
      online_visits,
      payment_visits,
      spend,
      visits as visits_90d,
      spend as spend_90d,
      purchases as annual_purchases,
      online_purchases as annual_online_purchases,
      payments as annual_payments,
      spend as annual_spend,
      paid as annual_paid
    from
      dated
    union all
    by name
    select
      customer_id,
      affiliate_code,
      left_90d_at as cut_date,
      - visits as visits_90d,
      - spend as spend_90d
    from
      dated
    where
      left_90d_at is not null
    union all
    by name
    select
      customer_id,
      affiliate_code,
      left_year_at as cut_date,
      - purchases as annual_purchases,
      - online_purchases as annual_online_purchases,
      - payments as annual_payments,
      - spend as annual_spend,
      - paid as annual_paid
    from
      dated
    where
      left_year_at is not null
  ),
  changes as (
    select
      customer_id,
      affiliate_code,
      cut_date,
      min(first_visited_at) as first_visited_at,
      max(last_visited_at) as last_visited_at,
      min(first_paid_at) as first_paid_at,
      max(last_paid_at) as last_paid_at,
      coalesce(sum(visits), 0)::integer as visits,
      coalesce(sum(online_visits), 0)::integer as online_visits,
      coalesce(sum(payment_visits), 0)::integer as payment_visits,
      coalesce(sum(spend), 0)::decimal(18, 2) as spend,
      coalesce(sum(visits_90d), 0)::integer as visits_90d,
      coalesce(sum(spend_90d), 0)::decimal(18, 2) as spend_90d,
      coalesce(sum(annual_purchases), 0)::integer as annual_purchases,
      coalesce(sum(annual_online_purchases), 0)::integer as annual_online_purchases,
      coalesce(sum(annual_payments), 0)::integer as annual_payments,
      coalesce(sum(annual_spend), 0)::decimal(18, 2) as annual_spend,
      coalesce(sum(annual_paid), 0)::decimal(18, 2) as annual_paid
    from
      united
    group by all
  )
select
  *
from
  changes

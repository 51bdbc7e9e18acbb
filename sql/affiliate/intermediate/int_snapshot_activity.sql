-- One row per affiliate where a customer had bought or returned something before a cut, with all of it until then.
-- grain: customer_id, affiliate_code, cut_date
with
  cuts as (
    select
      list(
        cut_date
        order by
          cut_date
      ) as cut_dates
    from
      intermediate.int_snapshot_dates
  ),
  -- Not joined by order, which would sort stretches by cut and tear each customer's apart.
  seen as (
    select
      stretches.*,
      unnest(cut_dates[list_position(cut_dates, seen_at):]) as cut_date
    from
      intermediate.int_snapshot_stretches as stretches
      cross join cuts
  ),
  counted as (
    select
      *,
      left_90d_at > cut_date as is_recent,
      left_year_at > cut_date as is_annual
    from
      seen
  ),
  activity as (
    select
      customer_id,
      affiliate_code,
      cut_date,
      min(first_visited_at) as first_visited_at,
      max(last_visited_at) as last_visited_at,
      min(first_paid_at) as first_paid_at,
      max(last_paid_at) as last_paid_at,
      sum(visits)::integer as visits,
      sum(online_visits)::integer as online_visits,
      sum(payment_visits)::integer as payment_visits,
      sum(spend)::decimal(18, 2) as spend,
      sum(if (is_recent, visits, 0))::integer as visits_90d,
      sum(if (is_recent, spend, 0))::decimal(18, 2) as spend_90d,
      sum(if (is_annual, purchases, 0))::integer as annual_purchases,
      sum(if (is_annual, online_purchases, 0))::integer as annual_online_purchases,
      sum(if (is_annual, payments, 0))::integer as annual_payments,
      sum(if (is_annual, spend, 0))::decimal(18, 2) as annual_spend,
      sum(if (is_annual, paid, 0))::decimal(18, 2) as annual_paid
    from
      counted
    group by all
  )
select
  *
from
  activity

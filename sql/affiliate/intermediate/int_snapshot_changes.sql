-- One row per cut that is the first to see visits of a customer at an affiliate, or to see them leave the window.
-- grain: customer_id, affiliate_code, cut_date
-- Running sums over these rows replace a scan of all visits for each cut.
with
  daily as (
    from
      intermediate.int_daily_visits
  ),
  cuts as (
    from
      intermediate.int_snapshot_dates
  ),
  entering as (
    select
      daily.* exclude (active_on),
      daily.visits as visits_90d,
      daily.spend as spend_90d,
      cuts.cut_date
    from
      daily
      asof join cuts on daily.active_on < cuts.cut_date
  ),
  leaving as (
    select
      daily.customer_id,
      daily.affiliate_code,
      - daily.visits as visits_90d,
      - daily.spend as spend_90d,
      cuts.cut_date
    from
      daily
      asof join cuts on daily.active_on < cuts.window_from
  ),
  united as (
    from
      entering
    union all
    by name
    from
      leaving
  ),
  changes as (
    select
      customer_id,
      affiliate_code,
      cut_date,
      min(first_visited_at) as first_visited_at,
      max(last_visited_at) as last_visited_at,
      coalesce(sum(visits), 0)::integer as visits,
      sum(visits_90d)::integer as visits_90d,
      coalesce(sum(online_visits), 0)::integer as online_visits,
      coalesce(sum(payment_visits), 0)::integer as payment_visits,
      coalesce(sum(spend), 0)::decimal(18, 2) as spend,
      sum(spend_90d)::decimal(18, 2) as spend_90d
    from
      united
    group by all
  )
select
  *
from
  changes

-- One row per customer with at least one visit before a cut, as known at its start.
-- grain: customer_id, cut_date
with
  totals as (
    select
      customer_id,
      cut_date,
      min(first_visited_at)::date as first_active_on,
      max(last_visited_at)::date as last_active_on,
      max(first_visited_at)::date as last_new_affiliate_on,
      count(*)::integer as affiliates_used,
      sum(visits)::integer as visits,
      sum(visits_90d)::integer as visits_90d,
      sum(online_visits)::integer as online_visits,
      sum(payment_visits)::integer as payment_visits,
      sum(spend)::decimal(18, 2) as spend,
      sum(spend_90d)::decimal(18, 2) as spend_90d,
      -- Affiliates of one hour have no order: the most visited of them counts as the latest.
      first(
        affiliate_code
        order by
          last_visited_at desc,
          visits desc,
          affiliate_code
      ) as latest_affiliate,
      list(
        affiliate_code
        order by
          affiliate_code
      ) as used_affiliates
    from
      intermediate.int_snapshot_activity
    group by all
  ),
  days as (
    select distinct
      customer_id,
      active_on
    from
      intermediate.int_daily_visits
  ),
  days_by_cut as (
    select
      days.customer_id,
      cuts.cut_date,
      count(*) as days
    from
      days
      asof join intermediate.int_snapshot_dates as cuts on days.active_on < cuts.cut_date
    group by all
  ),
  counted as (
    select
      totals.*,
      sum(days) over (
        partition by
          customer_id
        order by
          cut_date
      )::integer as active_days
    from
      totals
      left join days_by_cut using (customer_id, cut_date)
  ),
  described as (
    select
      *,
      case
        when active_days >= 2 then (last_active_on - first_active_on) / (active_days - 1)
      end as mean_gap_days,
      (cut_date - last_active_on)::double as recency_days,
      (cut_date - first_active_on)::double as tenure_days,
      (cut_date - last_new_affiliate_on)::double as days_since_new_affiliate
    from
      counted
  )
select
  *
from
  described

-- One row per customer with at least one visit before a cut, as known at its start.
-- grain: customer_id, cut_date
-- A gap is the mean number of days between two purchase days; with fewer than two days it is missing.
with
  -- A list, not a join: DuckDB adds up what a join gave in twice the bytes, since it knows no bound of it.
  retailers as (
    select
      list(affiliate_code) as codes
    from
      intermediate.int_retailers
  ),
  activity as (
    select
      activity.*,
      coalesce(list_contains(codes, affiliate_code), false) as is_retail
    from
      intermediate.int_snapshot_activity as activity
      cross join retailers
  ),
  totals as (
    select
      customer_id,
      cut_date,
      min(first_visited_at)::date as first_active_on,
      max(last_visited_at)::date as last_active_on,
      max(first_visited_at)::date as last_new_affiliate_on,
      max(last_visited_at) filter(
        where
          is_retail
      )::date - min(first_visited_at) filter(
        where
          is_retail
      )::date as retail_span_days,
      max(last_visited_at) filter(
        where
          not is_retail
      )::date - min(first_visited_at) filter(
        where
          not is_retail
      )::date as partner_span_days,
      max(last_paid_at)::date - min(first_paid_at)::date as payment_span_days,
      count(first_visited_at)::integer as affiliates_used,
      sum(visits)::integer as visits,
      sum(visits_90d)::integer as visits_90d,
      sum(online_visits)::integer as online_visits,
      sum(payment_visits)::integer as payment_visits,
      sum(spend)::decimal(18, 2) as spend,
      sum(spend_90d)::decimal(18, 2) as spend_90d,
      (
        count(*) filter(
          where
            annual_purchases > 0
        )
      )::integer as annual_affiliates,
      sum(annual_purchases)::integer as annual_purchases,
      coalesce(
        sum(annual_purchases) filter(
          where
            is_retail
        ),
        0
      )::integer as annual_retail_purchases,
      sum(annual_online_purchases)::integer as annual_online_purchases,
      sum(annual_payments)::integer as annual_payments,
      sum(annual_spend)::decimal(18, 2) as annual_amount,
      coalesce(
        sum(annual_spend) filter(
          where
            is_retail
        ),
        0
      )::decimal(18, 2) as annual_retail_amount,
      sum(annual_paid)::decimal(18, 2) as annual_payment_amount,
      -- Affiliates of one hour have no order: the most visited of them counts as the latest.
      min_by(affiliate_code, (- epoch(last_visited_at), - visits, affiliate_code)) filter(
        where
          last_visited_at is not null
      ) as latest_affiliate
    from
      activity
    group by all
    having
      sum(visits) > 0
  ),
  described as (
    select
      *,
      annual_purchases - annual_retail_purchases as annual_partner_purchases,
      (annual_amount - annual_retail_amount)::decimal(18, 2) as annual_partner_amount,
      (last_active_on - first_active_on) / nullif(active_days - 1, 0) as mean_gap_days,
      retail_span_days / nullif(retail_days - 1, 0) as retail_gap_days,
      partner_span_days / nullif(partner_days - 1, 0) as partner_gap_days,
      payment_span_days / nullif(payment_days - 1, 0) as payment_gap_days,
      (last_active_on - first_active_on)::double as span_days,
      (cut_date - last_active_on)::double as recency_days,
      (cut_date - first_active_on)::double as tenure_days,
      (cut_date - last_new_affiliate_on)::double as days_since_new_affiliate
    from
      totals
      join intermediate.int_snapshot_purchase_days using (customer_id, cut_date)
  )
select
  *
from
  described

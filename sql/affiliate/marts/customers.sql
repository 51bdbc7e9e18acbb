-- One row per registered customer, as known at the start of $as_of.
-- grain: customer_id
with
  known as (
    select
      snapshots.*
    from
      intermediate.int_snapshot_customers as snapshots
      semi join intermediate.int_snapshot_dates as cuts on snapshots.cut_date = cuts.cut_date
      and cuts.is_serving
  ),
  streams as (
    select
      customer_id,
      sum(lines) filter(
        where
          stream = 'purchase'
      ) as purchase_lines,
      sum(lines) filter(
        where
          stream = 'partner_visit'
      ) as partner_visits,
      sum(lines) filter(
        where
          stream = 'payment'
      ) as payments,
      sum(amount) filter(
        where
          stream = 'purchase'
      ) as purchase_spend,
      sum(amount) filter(
        where
          stream = 'partner_visit'
      ) as partner_spend,
      sum(amount) filter(
        where
          stream = 'payment'
      ) as payment_spend
    from
      intermediate.int_activity
    group by all
  ),
  profiles as (
    select
      customers.customer_id,
      customers.gender,
      customers.age_band,
      customers.home_zone,
      known.latest_affiliate,
      coalesce(known.used_affiliates, []) as used_affiliates,
      coalesce(known.affiliates_used, 0) as affiliates_used,
      coalesce(known.visits, 0) as visits,
      coalesce(known.active_days, 0) as active_days,
      coalesce(known.spend, 0)::double as spend,
      coalesce(streams.purchase_lines, 0)::integer as purchase_lines,
      coalesce(streams.partner_visits, 0)::integer as partner_visits,
      coalesce(streams.payments, 0)::integer as payments,
      coalesce(streams.purchase_spend, 0)::double as purchase_spend,
      coalesce(streams.partner_spend, 0)::double as partner_spend,
      coalesce(streams.payment_spend, 0)::double as payment_spend,
      known.online_visits::double / known.visits as online_share,
      known.mean_gap_days,
      known.recency_days,
      known.tenure_days,
      known.first_active_on,
      known.last_active_on
    from
      staging.stg_customers as customers
      left join known using (customer_id)
      left join streams using (customer_id)
  )
select
  *
from
  profiles

-- One row per customer and cut: what was known before it, and the affiliates first used in the 60 days after.
-- grain: customer_id, cut_date
-- Before $as_of only customers with a visit before the cut appear: nothing says that others were registered.
-- Lists by affiliate follow marts.affiliates; the outcome is null until its 60 days have passed.
with
  unused as (
    select
      list_transform(range(count(*)), lambda place: 0) as zeros
    from
      intermediate.int_affiliate_codes
  ),
  snapshots as (
    select
      customers.customer_id,
      cuts.cut_date,
      cuts.is_serving,
      cuts.outcome_ripe,
      customers.gender,
      customers.age_band,
      customers.home_zone,
      known.latest_affiliate,
      coalesce(lists.used_affiliates, []) as used_affiliates,
      coalesce(known.affiliates_used, 0) as affiliates_used,
      coalesce(known.visits, 0) as visits,
      coalesce(known.visits_90d, 0) as visits_90d,
      coalesce(known.active_days, 0) as active_days,
      coalesce(known.spend, 0)::double as spend,
      coalesce(known.spend_90d, 0)::double as spend_90d,
      known.online_visits::double / known.visits as online_share,
      known.payment_visits::double / known.visits as payment_share,
      known.mean_gap_days,
      known.recency_days,
      known.tenure_days,
      known.days_since_new_affiliate,
      coalesce(lists.visits_by_affiliate, zeros) as visits_by_affiliate,
      coalesce(lists.visits_90d_by_affiliate, zeros) as visits_90d_by_affiliate,
      case
        when outcome_ripe then (next_affiliates is not null)::integer::double
      end as any_new,
      case
        when outcome_ripe then coalesce(next_affiliates, [])
      end as next_affiliates
    from
      staging.stg_customers as customers
      cross join intermediate.int_snapshot_dates as cuts
      cross join unused
      left join intermediate.int_snapshot_customers as known using (customer_id, cut_date)
      left join intermediate.int_snapshot_outcomes using (customer_id, cut_date)
      left join intermediate.int_snapshot_lists as lists using (customer_id, cut_date)
    where
      cuts.is_serving
      or known.visits > 0
  )
select
  *
from
  snapshots

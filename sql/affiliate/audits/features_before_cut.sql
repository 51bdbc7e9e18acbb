-- One row per snapshot whose features are not those of the visits before its cut, counted one by one.
-- grain: customer_id, cut_date
with
  snapshots as (
    from
      marts.next_affiliate_snapshots
  ),
  recounted as (
    select
      snapshots.customer_id,
      snapshots.cut_date,
      count(visits.happened_at) as visits,
      count(visits.happened_at) filter(
        where
          visits.happened_at >= snapshots.cut_date - 90
      ) as visits_90d,
      count(distinct visits.affiliate_code) as affiliates_used,
      count(distinct visits.happened_at::date) as active_days,
      coalesce(sum(visits.amount), 0)::double as spend,
      max(visits.happened_at)::date as last_active_on,
      min(visits.happened_at)::date as first_active_on
    from
      snapshots
      left join intermediate.int_visits as visits on visits.customer_id = snapshots.customer_id
      and visits.happened_at < snapshots.cut_date
    group by all
  ),
  compared as (
    select
      snapshots.customer_id,
      snapshots.cut_date,
      snapshots.visits,
      recounted.visits as visits_before_cut
    from
      snapshots
      join recounted using (customer_id, cut_date)
    where
      snapshots.visits <> recounted.visits
      or snapshots.visits_90d <> recounted.visits_90d
      or snapshots.affiliates_used <> recounted.affiliates_used
      or snapshots.active_days <> recounted.active_days
      or snapshots.spend <> recounted.spend
      or snapshots.recency_days is distinct from snapshots.cut_date - recounted.last_active_on
      or snapshots.tenure_days is distinct from snapshots.cut_date - recounted.first_active_on
      or coalesce(list_sum(snapshots.visits_by_affiliate), 0) <> recounted.visits
      or coalesce(list_sum(snapshots.visits_90d_by_affiliate), 0) <> recounted.visits_90d
  )
select
  *
from
  compared

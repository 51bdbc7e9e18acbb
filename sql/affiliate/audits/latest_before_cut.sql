-- One row per snapshot whose latest or newest affiliate is not that of the visits before its cut.
-- grain: customer_id, cut_date
with
  snapshots as (
    select
      customer_id,
      cut_date,
      latest_affiliate,
      days_since_new_affiliate
    from
      marts.next_affiliate_snapshots
  ),
  last_hours as (
    select
      snapshots.customer_id,
      snapshots.cut_date,
      max(visits.happened_at) as happened_at
    from
      snapshots
      join intermediate.int_visits as visits on visits.customer_id = snapshots.customer_id
      and visits.happened_at < snapshots.cut_date
    group by all
  ),
  newest as (
    select
      snapshots.customer_id,
      snapshots.cut_date,
      max(first_uses.first_used_at)::date as first_used_on
    from
      snapshots
      join intermediate.int_first_uses as first_uses on first_uses.customer_id = snapshots.customer_id
      and first_uses.first_used_at < snapshots.cut_date
    group by all
  ),
  compared as (
    select
      snapshots.*,
      last_hours.happened_at,
      newest.first_used_on
    from
      snapshots
      left join last_hours using (customer_id, cut_date)
      left join newest using (customer_id, cut_date)
      left join (
        select distinct
          customer_id,
          happened_at,
          affiliate_code
        from
          intermediate.int_visits
      ) as visits on visits.customer_id = snapshots.customer_id
      and visits.happened_at = last_hours.happened_at
      and visits.affiliate_code = snapshots.latest_affiliate
    where
      visits.affiliate_code is distinct from snapshots.latest_affiliate
      or (last_hours.happened_at is null) <> (latest_affiliate is null)
      or days_since_new_affiliate is distinct from cut_date - first_used_on
  )
select
  *
from
  compared

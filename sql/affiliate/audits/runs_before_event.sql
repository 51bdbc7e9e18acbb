-- One row per run whose figures are not those of its affiliates' visits before its end, counted one by one.
-- grain: customer_id, run_number
with
  runs as (
    select
      *,
      event_number as run_number,
      extended_on + to_hours(extended_hour) as until_at
    from
      marts.extension_events
    union all
    by name
    select
      *,
      $as_of::timestamp as until_at
    from
      marts.open_runs
  ),
  claimed as (
    select
      customer_id,
      run_number,
      run_started_on,
      run_visits,
      online_share,
      has_payment,
      mean_gap_days,
      mean_visit_amount
    from
      runs
  ),
  recounted as (
    select
      runs.customer_id,
      runs.run_number,
      min(happened_at)::date as first_on,
      count(*)::integer as visit_count,
      avg(is_online::integer) as online_share,
      bool_or(visits.has_payment),
      (max(happened_at)::date - first_on) / nullif(visit_count - 1, 0),
      sum(amount)::double / visit_count
    from
      runs
      join intermediate.int_visits as visits on visits.customer_id = runs.customer_id
      and visits.happened_at < runs.until_at
      and list_contains(runs.run_affiliates, visits.affiliate_code)
    group by
      runs.customer_id,
      runs.run_number
  )
from
  claimed
except
from
  recounted

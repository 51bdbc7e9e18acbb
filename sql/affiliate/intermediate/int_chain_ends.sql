-- One row per customer who went back to an affiliate of an earlier run, with the first hour in which that is sure.
-- grain: customer_id
-- In the hour that begins a run, a visit to the affiliates of the run before it may still belong to that one.
with
  runs as (
    from
      intermediate.int_first_runs
  ),
  own_runs as (
    select
      customer_id,
      run_number as own_run,
      unnest(run_affiliates) as affiliate_code
    from
      runs
  ),
  placed as (
    select
      visits.customer_id,
      visits.affiliate_code,
      visits.happened_at,
      runs.run_number,
      runs.started_at
    from
      intermediate.int_visits as visits
      asof join runs on visits.customer_id = runs.customer_id
      and visits.happened_at >= runs.started_at
  ),
  ends as (
    select
      customer_id,
      min(happened_at) as ended_at
    from
      placed
      join own_runs using (customer_id, affiliate_code)
    where
      own_run < run_number - 1
      or (
        own_run = run_number - 1
        and happened_at > started_at
      )
    group by all
  )
select
  *
from
  ends

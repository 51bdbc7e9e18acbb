-- One row per customer who went back to an affiliate of an earlier run, with the first hour in which that is sure.
-- grain: customer_id
-- In the hour that begins the next run, a visit to the affiliates of the run before it may still belong to that one.
with
  own_runs as (
    select
      customer_id,
      extended_at,
      unnest(run_affiliates) as affiliate_code
    from
      intermediate.int_first_runs
    where
      extended_at is not null
  ),
  ends as (
    select
      customer_id,
      min(happened_at) as ended_at
    from
      intermediate.int_visits
      join own_runs using (customer_id, affiliate_code)
    where
      happened_at > extended_at
    group by all
  )
select
  *
from
  ends

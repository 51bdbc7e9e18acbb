-- One row per affiliate of a run, with what the customer did there until the run's end.
-- grain: customer_id, run_number, affiliate_code
with
  affiliates as (
    select
      customer_id,
      run_number,
      started_at,
      until_at,
      unnest(run_affiliates) as affiliate_code
    from
      intermediate.int_runs
  ),
  visited as (
    select
      customer_id,
      run_number,
      affiliate_code,
      started_at,
      until_at,
      count(*)::integer as visits,
      (
        count(*) filter(
          where
            is_online
        )
      )::integer as online_visits,
      bool_or(has_payment) as has_payment,
      min(happened_at)::date as first_on,
      max(happened_at)::date as last_on,
      sum(amount)::decimal(18, 2) as amount
    from
      affiliates
      join intermediate.int_visits as visits using (customer_id, affiliate_code)
    where
      happened_at < until_at
    group by all
  )
select
  *
from
  visited

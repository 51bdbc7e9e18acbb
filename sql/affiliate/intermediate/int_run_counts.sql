-- One row per run: all visits before its end by affiliate, in the order of the codes, and the affiliates they were at.
-- grain: customer_id, run_number
with
  affiliates as (
    select
      list(
        affiliate_code
        order by
          affiliate_code
      ) as affiliate_codes
    from
      intermediate.int_affiliate_codes
  ),
  visits as (
    select
      runs.customer_id,
      runs.run_number,
      visits.affiliate_code,
      count(*)::integer as visits
    from
      intermediate.int_runs as runs
      join intermediate.int_visits as visits on visits.customer_id = runs.customer_id
      and visits.happened_at < runs.until_at
    group by all
  ),
  counts as (
    select
      customer_id,
      run_number,
      list_sort(list(affiliate_code)) as used_affiliates,
      map_from_entries(list((affiliate_code, visits))) as visits_by_code
    from
      visits
    group by all
  ),
  lists as (
    select
      customer_id,
      run_number,
      used_affiliates,
      list_transform(affiliate_codes, lambda code: coalesce(visits_by_code[code], 0)) as visits_by_affiliate
    from
      counts
      cross join affiliates
  )
select
  *
from
  lists

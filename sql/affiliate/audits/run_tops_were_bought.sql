-- One row per run whose top product or branch is in no raw row of its affiliates before its end.
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
  bought as (
    select
      cust,
      cop_c,
      pd_c,
      coalesce(br_c, cop_c || '00000') as br_c,
      de_dt + to_hours(de_hr) as bought_at
    from
      raw.purchases
    union all
    select
      cust,
      cop_c,
      null,
      coalesce(br_c, cop_c || '00000'),
      de_dt + to_hours(de_hr)
    from
      raw.visits
  ),
  seen as (
    select
      runs.customer_id,
      runs.run_number,
      bool_or(coalesce(pd_c, '') = coalesce(top_product, pd_c, '')) as has_product,
      bool_or(coalesce(br_c, '') = coalesce(top_branch, br_c, '')) as has_branch
    from
      runs
      join bought on cust = customer_id
      and bought_at < until_at
      and list_contains(run_affiliates, cop_c)
    group by all
  )
  -- Joined only now: an outer join by more than equalities would compare every run with every raw row.
select
  customer_id,
  run_number,
  has_product,
  has_branch
from
  runs
  left join seen using (customer_id, run_number)
where
  not coalesce(has_product, top_product is null)
  or not coalesce(has_branch, top_branch is null)

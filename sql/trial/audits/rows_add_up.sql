-- One row per raw table of which a row was lost, invented or given no reason on the way to the marts.
-- grain: source_table
with
  raw_tables as (
    select
      'trial_register' as source_table,
      count(*) as raw_rows
    from
      raw.trial_register
    union all
    select
      'trial_payment',
      count(*)
    from
      raw.trial_payment
    union all
    select
      'trial_access_log',
      count(*)
    from
      raw.trial_access_log
    union all
    select
      'trial_visit_info',
      count(*)
    from
      raw.trial_visit_info
    union all
    select
      'site_area',
      count(*)
    from
      raw.site_area
  ),
  judged_tables as (
    select
      'trial_register' as source_table,
      sum(raw_rows) as judged_rows
    from
      intermediate.int_applications
    where
      disposition is not null
    union all
    select
      'trial_payment',
      sum(raw_rows)
    from
      intermediate.int_payments
    where
      disposition is not null
    union all
    select
      'trial_access_log',
      sum(raw_rows)
    from
      intermediate.int_door_events
    where
      disposition is not null
    union all
    select
      'trial_visit_info',
      sum(raw_rows)
    from
      intermediate.int_visit_rows
    where
      disposition is not null
    union all
    select
      'site_area',
      sum(raw_rows)
    from
      staging.stg_sites
  ),
  compared as (
    select
      source_table,
      raw_rows,
      coalesce(judged_rows, 0) as judged_rows
    from
      raw_tables
      join judged_tables using (source_table)
    where
      raw_rows <> coalesce(judged_rows, 0)
  )
select
  *
from
  compared

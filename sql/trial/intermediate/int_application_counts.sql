-- One row per kind of cleaning of trial applications.
-- grain: kind
with
  applications as (
    from
      intermediate.int_applications
  ),
  counts as (
    select
      coalesce(sum(raw_rows - 1), 0)::integer as duplicate_applications,
      count(*) filter(
        where
          disposition = 'replaced'
      )::integer as earlier_applications_dropped,
      count(*) filter(
        where
          disposition = 'after_use'
      )::integer as later_applications_dropped,
      count(*) filter(
        where
          disposition = 'after_as_of'
      )::integer as applications_after_as_of
    from
      applications
  ),
  kinds as (
    select
      'trial_register' as source_table,
      kind,
      occurrences
    from
      counts
    unpivot (occurrences for kind in (*))
  )
select
  *
from
  kinds

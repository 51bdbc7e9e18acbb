-- One row per kind of cleaning of visit rows.
-- grain: kind
with
  visits as (
    from
      intermediate.int_visit_rows
  ),
  counts as (
    select
      coalesce(sum(raw_rows - versions), 0)::integer as duplicate_visit_rows,
      coalesce(sum(versions - 1), 0)::integer as conflicting_visit_rows,
      count(*) filter(
        where
          lacks_times
      )::integer as visit_rows_without_times,
      count(*) filter(
        where
          is_set_back
      )::integer as visit_rows_leaving_before_entering,
      count(*) filter(
        where
          is_of_another_day
      )::integer as visit_rows_with_times_of_another_day,
      count(*) filter(
        where
          disposition = 'unknown_user'
      )::integer as visit_rows_of_unknown_users,
      count(*) filter(
        where
          disposition = 'after_as_of'
      )::integer as visit_rows_after_as_of,
      count(*) filter(
        where
          disposition = 'before_application'
      )::integer as visit_rows_before_application,
      count(*) filter(
        where
          disposition = 'after_trial'
      )::integer as visit_rows_after_trial,
      count(*) filter(
        where
          disposition = 'after_payment'
      )::integer as visit_rows_after_payment,
      count(*) filter(
        where
          disposition = 'stands_in'
      )::integer as visit_rows_standing_in,
      count(*) filter(
        where
          disposition = 'stands_in'
          and is_placed
      )::integer as visit_rows_standing_in_without_times
    from
      visits
  ),
  kinds as (
    select
      'trial_visit_info' as source_table,
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

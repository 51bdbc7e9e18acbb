-- One row per kind of cleaning, with how often it was needed; a kind that was not needed has 0.
-- grain: kind
with
  counts as (
    from
      intermediate.int_application_counts
    union all
    from
      intermediate.int_payment_counts
    union all
    from
      intermediate.int_door_counts
    union all
    from
      intermediate.int_visit_row_counts
    union all
    from
      intermediate.int_site_counts
    union all
    from
      intermediate.int_registrant_counts
  )
select
  kind,
  source_table,
  occurrences
from
  counts

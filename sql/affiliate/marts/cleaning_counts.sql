-- One row per kind of cleaning, with how often it was needed; a kind that was not needed has 0.
-- grain: kind
with
  counts as (
    from
      intermediate.int_master_counts
    union all
    from
      intermediate.int_purchase_counts
    union all
    from
      intermediate.int_partner_visit_counts
    union all
    from
      intermediate.int_payment_counts
  )
select
  kind,
  source_table,
  occurrences
from
  counts

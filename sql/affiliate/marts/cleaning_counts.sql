-- One row per kind of cleaning, with how often it was needed; a kind that was not needed has 0.
-- grain: kind
with
  counts as (
    from
      intermediate.int_product_counts
    union all
    from
      intermediate.int_branch_counts
    union all
    from
      intermediate.int_lone_payment_counts
    union all
    by name
    from
      intermediate.int_customer_counts
    union all
    by name
    from
      intermediate.int_purchase_counts
    union all
    by name
    from
      intermediate.int_partner_visit_counts
    union all
    by name
    from
      intermediate.int_payment_counts
  ),
  kinds as (
    select
      kind,
      source_table,
      sum(occurrences)::integer as occurrences
    from
      counts
    group by all
  )
select
  *
from
  kinds

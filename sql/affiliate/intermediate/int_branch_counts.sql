-- One row per kind of cleaning that concerns branches: in raw rows that name one, or in branches.
-- grain: kind
with
  named as (
    from
      intermediate.int_branch_rows
      left join intermediate.int_branches using (branch_code)
  ),
  purchase_counts as (
    select
      coalesce(
        sum(purchase_lines) filter(
          where
            is_dummy
        ),
        0
      )::integer as purchase_lines_without_branch,
      coalesce(
        sum(purchase_lines) filter(
          where
            not is_dummy
            and not is_listed
        ),
        0
      )::integer as purchase_lines_of_unknown_branches
    from
      named
  ),
  receipt_counts as (
    select
      coalesce(
        sum(partner_receipts) filter(
          where
            is_dummy
        ),
        0
      )::integer as partner_receipts_without_branch,
      coalesce(
        sum(partner_receipts) filter(
          where
            not is_dummy
            and not is_listed
        ),
        0
      )::integer as partner_receipts_of_unknown_branches
    from
      named
  ),
  branch_counts as (
    select
      count(*) filter(
        where
          is_dummy
      )::integer as dummy_branches_added,
      count(*) filter(
        where
          not is_dummy
          and not is_listed
      )::integer as unknown_branches_added,
      count(*) filter(
        where
          not is_used
      )::integer as branches_never_used
    from
      intermediate.int_branches
  ),
  kinds as (
    select
      'purchases' as source_table,
      kind,
      occurrences
    from
      purchase_counts
    unpivot (occurrences for kind in (*))
    union all
    select
      'visits',
      kind,
      occurrences
    from
      receipt_counts
    unpivot (occurrences for kind in (*))
    union all
    select
      'branches',
      kind,
      occurrences
    from
      branch_counts
    unpivot (occurrences for kind in (*))
  )
select
  *
from
  kinds

-- One row per branch that a raw table names, and per dummy branch 00000 of what was sold without one.
-- grain: branch_code
with
  -- Of millions of lines a few thousand: no name is put together twice.
  branches as (
    select
      br_c,
      cop_c
    from
      raw.branches
    union
    select
      br_c,
      cop_c
    from
      raw.purchases
    union
    select
      br_c,
      cop_c
    from
      raw.visits
  )
select
  coalesce(br_c, cop_c || '00000') as branch_code
from
  branches

-- One row per branch that a raw table names, and per dummy branch 00000 of what was sold without one.
-- grain: branch_code
select
  br_c as branch_code
from
  raw.branches
union
select
  coalesce(br_c, cop_c || '00000')
from
  raw.purchases
union
select
  coalesce(br_c, cop_c || '00000')
from
  raw.visits

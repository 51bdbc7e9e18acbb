-- One row per branch, those that only purchases name and the dummy branches of online purchases included.
-- grain: branch_code
select
  branch_code,
  affiliate_code,
  zone,
  district,
  is_listed,
  is_dummy,
  is_used
from
  intermediate.int_branches

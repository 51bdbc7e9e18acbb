-- One row per branch.
-- grain: branch_code
with
  source as (
    from
      raw.branches
  ),
  renamed as (
    select
      br_c as branch_code,
      cop_c as affiliate_code,
      zon_hlv as zone,
      zon_mcls as district
    from
      source
  )
select
  *
from
  renamed

-- One row per branch of the master, plus one for each code used before $as_of that the master lacks.
-- grain: branch_code
-- What was bought without a branch, online above all, has the dummy branch of its affiliate, in zone Z00.
with
  usages as (
    select
      branch_code,
      min(affiliate_code) as affiliate_code
    from
      intermediate.int_branch_rows
    where
      is_known
    group by all
  ),
  branches as (
    select
      branch_code,
      coalesce(master.affiliate_code, usages.affiliate_code) as affiliate_code,
      branch_code = usages.affiliate_code || '00000'
      and master.branch_code is null as is_dummy,
      master.branch_code is not null as is_listed,
      usages.branch_code is not null as is_used,
      case
        when is_dummy then 'Z00'
        else coalesce(master.zone, 'unknown')
      end as zone,
      case
        when is_dummy then 'Z00000'
        else coalesce(master.district, 'unknown')
      end as district
    from
      staging.stg_branches as master
      full join usages using (branch_code)
  )
select
  * replace(coalesce(is_dummy, false) as is_dummy)
from
  branches

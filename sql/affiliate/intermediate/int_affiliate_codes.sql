-- One row per affiliate that has a branch or was used before $as_of.
-- grain: affiliate_code
select
  affiliate_code
from
  staging.stg_branches
union
select
  affiliate_code
from
  intermediate.int_affiliate_visits

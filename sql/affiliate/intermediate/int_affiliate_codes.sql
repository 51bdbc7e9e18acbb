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
  staging.stg_event_days
  semi join intermediate.int_period as periods on active_on >= periods.first_day
where
  active_on < $as_of
  and is_registered
  and not is_return

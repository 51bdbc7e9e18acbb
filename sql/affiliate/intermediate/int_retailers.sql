-- One row per affiliate that sells catalogued products; every other affiliate is a partner.
-- grain: affiliate_code
select distinct
  affiliate_code
from
  staging.stg_event_days
  semi join intermediate.int_period as periods on active_on >= periods.first_day
where
  active_on < $as_of
  and stream = 'purchase'
  and is_registered

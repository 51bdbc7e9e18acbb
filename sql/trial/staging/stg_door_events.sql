-- One row per door event; identical raw rows are one, moments are whole seconds.
-- grain: user_id, happened_at, site_id, is_check_in
with
  source as (
    from
      raw.trial_access_log
  ),
  renamed as (
    select
      user_id,
      site_id,
      date_trunc('second', happened_at) as happened_at,
      checkin = 1 as is_check_in,
      count(*)::integer as raw_rows
    from
      source
    group by all
  )
select
  *
from
  renamed

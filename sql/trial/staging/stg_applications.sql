-- One row per trial application; identical raw rows are one, moments are whole seconds.
-- grain: user_id, registered_at
with
  source as (
    from
      raw.trial_register
  ),
  renamed as (
    select
      user_id,
      date_trunc('second', registered_at) as registered_at,
      count(*)::integer as raw_rows
    from
      source
    group by all
  )
select
  *
from
  renamed

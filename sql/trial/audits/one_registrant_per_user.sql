-- One row per user who applied before $as_of and is not one registrant, or is one with another application or count.
-- grain: user_id
with
  applications as (
    select
      user_id,
      list(distinct date_trunc('second', registered_at)) as application_times
    from
      raw.trial_register
    where
      registered_at < $as_of
    group by all
  ),
  registrants as (
    select
      user_id,
      count(*) as registrants,
      min(registered_at) as registered_at,
      min(application_count) as application_count
    from
      marts.registrants
    group by all
  ),
  compared as (
    select
      user_id,
      registrants,
      registered_at
    from
      applications
      full join registrants using (user_id)
    where
      registrants is distinct from 1
      or not coalesce(list_contains(application_times, registered_at), false)
      or application_count is distinct from len(list_filter(application_times, lambda applied_at: applied_at <= registered_at))
  )
select
  *
from
  compared

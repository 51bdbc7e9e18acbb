-- One row per application, with two more for who pays after the moment at $decision_point.
-- grain: user_id, registered_at
-- The door events that go with them come first, so that the trial is in use and the later applications do not count.
with
  paying as (
    select
      user_id,
      decided_at
    from
      marts.landmarks
    where
      decision_point = $decision_point
      and label = 1
  ),
  appended as (
    select
      user_id,
      decided_at + to_hours(unnest([1, 30])) as registered_at
    from
      paying
  ),
  applications as (
    from
      raw.trial_register
    union all
    by name
    from
      appended
  )
select
  *
from
  applications

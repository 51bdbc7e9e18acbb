-- One row per door event, with two dozen more for who pays, from the moment at $decision_point on.
-- grain: user_id, happened_at, site_id, checkin
-- First a leaving, where the customer may be inside; then in and out of a site of their own, and at last in. A first
-- visit knows an event at its own second, so that there they begin one second later.
with
  paying as (
    select
      user_id,
      first_site_id,
      decided_at + to_seconds(($decision_point = 'first_visit')::integer) as begins_at
    from
      marts.landmarks
    where
      decision_point = $decision_point
      and label = 1
  ),
  appended as (
    select
      user_id,
      case
        when number = 0 then first_site_id
        else 'appended'
      end as site_id,
      begins_at + to_minutes(40 * number) as happened_at,
      (number % 2)::integer as checkin
    from
      paying
      cross join range(24) as numbers (number)
  ),
  events as (
    from
      raw.trial_access_log
    union all
    by name
    from
      appended
  )
select
  *
from
  events

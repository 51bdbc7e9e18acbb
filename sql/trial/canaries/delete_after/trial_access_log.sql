-- One row per door event, without those at or after the customer's moment at $decision_point.
-- grain: user_id, happened_at, site_id, checkin
-- A first visit is decided by an event at its own second; those of that second stay.
with
  moments as (
    select
      user_id,
      decided_at
    from
      marts.landmarks
    where
      decision_point = $decision_point
  ),
  known as (
    select distinct
      events.*
    from
      raw.trial_access_log as events
      left join moments using (user_id)
    where
      decided_at is null
      or date_trunc('second', happened_at) < decided_at
      or (
        $decision_point = 'first_visit'
        and date_trunc('second', happened_at) = decided_at
      )
  )
select
  *
from
  known

-- One row per application, without those after the customer's moment at $decision_point.
-- grain: user_id, registered_at
-- An application within the second of the moment is the one that the moment belongs to.
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
      applications.*
    from
      raw.trial_register as applications
      left join moments using (user_id)
    where
      coalesce(date_trunc('second', registered_at) <= decided_at, true)
  )
select
  *
from
  known

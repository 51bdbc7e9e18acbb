-- One row per landmark that is at risk after the payment or not before it, or has a label that is not its registrant's.
-- grain: user_id, decision_point
select
  landmarks.user_id,
  decision_point,
  decided_at,
  paid_at,
  is_at_risk,
  landmarks.label
from
  marts.landmarks as landmarks
  join marts.registrants as registrants using (user_id)
where
  is_at_risk <> coalesce(paid_at >= decided_at, true)
  or landmarks.is_ripe <> registrants.is_ripe
  or landmarks.label is distinct from case
    when is_at_risk then registrants.label
  end

-- One row per registrant and decision point reached before $as_of, with what is known at that moment.
-- grain: user_id, decision_point
-- The label is null unless its days have passed and the customer could still decide at the moment. Whether somebody
-- will ever come is not known at registration: the population is a column of marts.registrants, not of this table.
with
  landmarks as (
    select
      features.user_id,
      features.decision_point,
      features.decided_at,
      coalesce(trials.paid_at >= features.decided_at, true) as is_at_risk,
      trials.is_ripe,
      case
        when is_at_risk then trials.label
      end as label,
      features.* exclude (user_id, decision_point, decided_at)
    from
      intermediate.int_features as features
      join intermediate.int_trials as trials using (user_id)
    where
      features.decision_point <> 'trial_end'
  )
select
  *
from
  landmarks

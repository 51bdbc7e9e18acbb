-- One row per registrant and action: what the offer adds to the probability to pay. Undecided customers move most;
-- those who never come do not see the messages tied to their stay.
-- grain: user_id, action_id
select
  effects.user_id,
  actions.action_id,
  round(
    actions.effect * 4 * effects.probability * (1 - effects.probability)
    * case when effects.first_visit_at is null and actions.needs_visit then 0 else 1 end,
    6
  ) as uplift
from effects
cross join (
  values
    ('B1', 0.03, true), ('B4', 0.02, true), ('C1', 0.05, false), ('C2', 0.03, true),
    ('C3a', 0.06, true), ('C3b', 0.02, true), ('C4', 0.04, false)
) as actions (action_id, effect, needs_visit)
order by effects.user_id, actions.action_id

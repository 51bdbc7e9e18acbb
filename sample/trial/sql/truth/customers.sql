-- One row per registrant: the final probability to pay, what it is made of, and what comes of it.
-- grain: user_id
select
  effects.user_id,
  effects.base,
  effects.visit_effect::double as visit_effect,
  effects.effect_3h::double as effect_3h,
  effects.effect_15h::double as effect_15h,
  effects.effect_48h::double as effect_48h,
  effects.probability,
  outcomes.is_paid,
  outcomes.paid_at
from effects
inner join outcomes on outcomes.registrant = effects.registrant
order by effects.user_id

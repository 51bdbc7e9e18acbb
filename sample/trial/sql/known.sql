-- One row per registrant and decision point it reaches: the planted probability given what is known then. What has
-- not happened yet enters by its mean over all who look alike at that moment.
-- grain: registrant, decision_point
with moments as (
  select
    registrant,
    'registration' as decision_point,
    registered_at as decided_at,
    0::decimal(9, 6) as known_effects,
    weekday::varchar as alike
  from effects
  union all
  select
    registrant,
    'first_visit',
    first_visit_at,
    visit_effect + case when first_visit_at > last_day_at then effect_48h else 0 end,
    concat_ws('/', first_offset, weekday >= 5, first_visit_at > last_day_at)
  from effects
  where first_visit_at is not null
  union all
  select
    registrant,
    'stay_3h',
    at_3h,
    visit_effect + effect_3h + case when at_3h > last_day_at then effect_48h else 0 end,
    concat_ws('/', first_offset, days_at_3h, at_3h > last_day_at)
  from effects
  where at_3h is not null
  union all
  select
    registrant,
    'stay_15h',
    at_15h,
    visit_effect + effect_3h + effect_15h + case when at_15h > last_day_at then effect_48h else 0 end,
    concat_ws('/', first_offset, days_at_15h, at_15h > last_day_at)
  from effects
  where at_15h is not null
  union all
  select
    registrant,
    'last_day',
    last_day_at,
    case when first_visit_at <= last_day_at then visit_effect + effect_48h else 0 end
    + case when at_3h <= last_day_at then effect_3h else 0 end
    + case when at_15h <= last_day_at then effect_15h else 0 end,
    concat_ws(
      '/', least(days_at_48h, 3), coalesce(at_3h <= last_day_at, false), coalesce(at_15h <= last_day_at, false),
      case when days_at_48h = 0 then hour(registered_at) >= 11 end
    )
  from effects
),

averaged as (
  select
    moments.*,
    effects.user_id,
    effects.base,
    sum(effects.all_effects - moments.known_effects) over alike_then as unknown_effects,
    count(*) over alike_then as alike_count
  from moments
  inner join effects on effects.registrant = moments.registrant
  window alike_then as (partition by moments.decision_point, moments.alike)
)

select
  registrant,
  user_id,
  decision_point,
  decided_at,
  base + base * (1 - base) * (known_effects::double + unknown_effects::double / alike_count) as probability
from averaged

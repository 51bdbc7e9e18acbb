-- One row per registrant: what each moment adds, and the final probability to pay.
-- grain: registrant
with pulls as (
  select
    drivers.*,
    case
      when first_visit_at is null then $never_visited
      else $visited + site_effects.effect + hour_effects.effect
    end::decimal(9, 6) as visit_effect,
    coalesce(entry_effects.effect, 0)::decimal(9, 6) as effect_3h,
    coalesce(day_effects.effect, 0)::decimal(9, 6) as effect_15h,
    coalesce(last_effects.effect, 0)::decimal(9, 6) as effect_48h
  from drivers
  left join site_effects on site_effects.level = drivers.first_site
  left join hour_effects on hour_effects.level = drivers.first_part
  left join entry_effects on entry_effects.level = least(drivers.entries_at_3h, 3)
  left join day_effects on day_effects.level = least(drivers.days_at_15h, 3)
  left join last_effects on last_effects.level = least(drivers.days_at_48h, 3)
)

select
  *,
  visit_effect + effect_3h + effect_15h + effect_48h as all_effects,
  base + base * (1 - base) * (visit_effect + effect_3h + effect_15h + effect_48h)::double as probability
from pulls

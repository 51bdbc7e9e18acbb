-- One row per registrant: the application that counts, and the base probability it gives.
-- grain: registrant
with drawn as (
  select
    i::integer as registrant,
    1 + ((i + $seed) * 48271 % 1000000007)::integer as user_id,
    $start_date::timestamp
      + to_days(day_slots.value)
      + to_seconds(hour_slots.value * 3600 + floor(3600 * uniform(i, 'second'))::integer) as registered_at,
    uniform(i, 'visits') < $show_rate as visits
  from range($customers) as numbers(i)
  inner join day_slots on day_slots.slot = floor(uniform(i, 'day') * 65536)::integer
  inner join hour_slots on hour_slots.kind = 'registration' and hour_slots.slot = slot(i, 'hour')
)

select
  drawn.*,
  isodow(registered_at)::integer as weekday,
  month_effects.effect + weekday_effects.effect as base
from drawn
inner join month_effects on month_effects.level = month(registered_at)
inner join weekday_effects on weekday_effects.level = isodow(registered_at)

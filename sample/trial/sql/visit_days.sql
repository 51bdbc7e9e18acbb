-- One row per registrant and day visited: a race among the days that the 72 hours touch.
-- grain: registrant, day_offset
with offered as (
  select
    registrants.registrant,
    registrants.registered_at,
    registrants.registered_at + interval 72 hours as ends_at,
    day_offsets.day_offset,
    date_trunc('day', registrants.registered_at) + to_days(day_offsets.day_offset) as opens_at,
    day_offsets.weight * weekday_visits.weight as weight
  from registrants
  cross join day_offsets
  inner join weekday_visits
    on weekday_visits.weekday = isodow(registrants.registered_at + to_days(day_offsets.day_offset))
  where registrants.visits
    and case day_offsets.day_offset
      when 0 then hour(registrants.registered_at) < 21
      when 3 then hour(registrants.registered_at) >= 11
      else true
    end
),

ranked as (
  select
    *,
    row_number() over (
      partition by registrant
      order by -ln(uniform(registrant * 4 + day_offset, 'visit day')) / weight
    ) as place
  from offered
),

chosen as (
  select ranked.*, day_count_slots.value + 1 as wanted_days
  from ranked
  inner join day_count_slots on day_count_slots.slot = slot(registrant, 'days')
  where ranked.place <= day_count_slots.value + 1
),

shared as (
  select
    chosen.*,
    count(*) over (partition by registrant)::integer as days,
    400 + floor(1000 * uniform(registrant * 4 + day_offset, 'share'))::bigint as share
  from chosen
)

select
  shared.registrant,
  shared.day_offset,
  shared.registered_at,
  shared.opens_at,
  shared.ends_at,
  isodow(shared.opens_at) >= 6 as is_weekend,
  shared.registrant * 4 + shared.day_offset as visit,
  (
    3600 * stay_scales.hours * pow(-ln(uniform(shared.registrant, 'stay')), 1 / 1.3)
    * shared.share / sum(shared.share) over (partition by shared.registrant)
  )::integer + 60 as wanted_seconds,
  1 + least(
    draw_geometric(
      1.9 * exp(0.95 * normal(shared.registrant, 'rhythm') - 0.45),
      shared.registrant * 4 + shared.day_offset,
      'sessions'
    ),
    13
  ) as sessions
from shared
inner join stay_scales on stay_scales.days = shared.days

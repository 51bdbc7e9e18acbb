-- One row per visit day with its site, first entry, time inside and time out between sessions, all within the trial.
-- grain: visit
with timed as (
  select
    visit_days.*,
    greatest(
      0,
      date_diff('second', visit_days.opens_at, visit_days.registered_at) + 120
    )::integer as earliest,
    least(
      86400 - 120,
      date_diff('second', visit_days.opens_at, visit_days.ends_at)
    )::integer as latest,
    hour_slots.value * 3600 + floor(3600 * uniform(visit, 'enter'))::integer as wished,
    (sessions - 1) * (600 + floor(2400 * uniform(visit, 'pause')))::integer as wanted_pause
  from visit_days
  inner join hour_slots
    on hour_slots.kind = case when visit_days.is_weekend then 'weekend' else 'weekday' end
    and hour_slots.slot = slot(visit_days.visit, 'visit hour')
),

bounded as (
  select
    *,
    least(wanted_seconds, floor(0.85 * (latest - earliest))::integer) as stay_seconds
  from timed
),

paused as (
  select
    *,
    least(wanted_pause, latest - earliest - stay_seconds) as pause_seconds
  from bounded
),

placed as (
  select
    *,
    case
      when wished >= earliest then least(wished, latest - stay_seconds - pause_seconds)
      else earliest
        + floor(pow(uniform(visit, 'after'), 2) * (latest - stay_seconds - pause_seconds - earliest))::integer
    end as enter_second
  from paused
)

select
  placed.registrant,
  placed.visit,
  placed.day_offset,
  placed.opens_at,
  placed.opens_at + to_seconds(greatest(earliest, enter_second)) as entered_at,
  placed.stay_seconds,
  placed.pause_seconds,
  placed.sessions,
  case
    when uniform(placed.visit, 'own site') < 0.88 then home.value
    else away.value
  end as wished_site,
  old_site_slots.value as old_site
from placed
inner join site_slots as home on home.slot = slot(placed.registrant, 'site')
inner join site_slots as away on away.slot = slot(placed.visit, 'other site')
inner join old_site_slots on old_site_slots.slot = slot(placed.registrant, 'old site')

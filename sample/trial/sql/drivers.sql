-- One row per registrant: when each decision moment comes and what has happened by then.
-- grain: registrant
with first_visits as (
  select
    registrant,
    enters_at as first_visit_at,
    site as first_site,
    hour(enters_at)::integer as first_hour
  from sessions
  where entries_so_far = 1
),

marks as (
  select
    registrant,
    min(enters_at + to_seconds(10800 - (seconds_so_far - seconds))) filter (seconds_so_far >= 10800) as at_3h,
    min(entries_so_far) filter (seconds_so_far >= 10800) as entries_at_3h,
    min(days_so_far) filter (seconds_so_far >= 10800) as days_at_3h,
    min(enters_at + to_seconds(54000 - (seconds_so_far - seconds))) filter (seconds_so_far >= 54000) as at_15h,
    min(days_so_far) filter (seconds_so_far >= 54000) as days_at_15h
  from sessions
  group by all
),

last_days as (
  select
    sessions.registrant,
    max(sessions.days_so_far) as days_at_48h
  from sessions
  inner join registrants on registrants.registrant = sessions.registrant
  where sessions.enters_at < registrants.registered_at + interval 48 hours
  group by all
)

select
  registrants.registrant,
  registrants.user_id,
  registrants.registered_at,
  registrants.registered_at + interval 48 hours as last_day_at,
  registrants.weekday,
  registrants.base,
  first_visits.first_visit_at,
  date_diff('day', registrants.registered_at, first_visits.first_visit_at) as first_offset,
  case when first_hour < 11 then 1 when first_hour < 17 then 2 else 3 end as first_part,
  first_visits.first_site,
  marks.at_3h,
  marks.entries_at_3h,
  marks.days_at_3h,
  marks.at_15h,
  marks.days_at_15h,
  coalesce(last_days.days_at_48h, 0) as days_at_48h
from registrants
left join first_visits on first_visits.registrant = registrants.registrant
left join marks on marks.registrant = registrants.registrant
left join last_days on last_days.registrant = registrants.registrant

-- One row per landmark whose calendar or site is not that of its application, first visit and moment.
-- grain: user_id, decision_point
with
  firsts as (
    select
      user_id,
      entered_at as first_entered_at,
      site_id,
      area_pyeong as site_area
    from
      intermediate.int_stays
      left join staging.stg_sites using (site_id)
    where
      stay_number = 1
  ),
  landmarks as (
    select
      landmarks.*,
      registrants.registered_at,
      registrants.application_count as registrant_applications,
      case
        when first_entered_at < decided_at
        or decision_point = 'first_visit' then first_entered_at
      end as visited_at,
      case
        when visited_at is not null then site_id
      end as visited_site_id,
      case
        when visited_at is not null then site_area
      end as visited_area
    from
      marts.landmarks as landmarks
      join marts.registrants as registrants using (user_id)
      left join firsts using (user_id)
  ),
  compared as (
    select
      user_id,
      decision_point,
      decided_at,
      registered_at,
      visited_at
    from
      landmarks
    where
      (register_month, register_weekday, register_quarter, register_hour) <> (
        month(registered_at),
        isodow(registered_at),
        quarter(registered_at),
        hour(registered_at)
      )
      or register_is_weekend <> (strftime(registered_at, '%a') in ('Sat', 'Sun'))
      or register_season <> case
        when month(registered_at) in (12, 1, 2) then 'winter'
        when month(registered_at) <= 5 then 'spring'
        when month(registered_at) <= 8 then 'summer'
        else 'autumn'
      end
      or application_count <> registrant_applications
      or (moment_hour, moment_weekday) <> (hour(decided_at), isodow(decided_at))
      or moment_is_weekend <> (strftime(decided_at, '%a') in ('Sat', 'Sun'))
      or (visit_month, visit_weekday, visit_quarter, visit_hour) is distinct from (month(visited_at), isodow(visited_at), quarter(visited_at), hour(visited_at))
      or visit_is_weekend <> coalesce(strftime(visited_at, '%a') in ('Sat', 'Sun'), false)
      or visit_season <> case
        when visited_at is null then 'unknown'
        when month(visited_at) in (12, 1, 2) then 'winter'
        when month(visited_at) <= 5 then 'spring'
        when month(visited_at) <= 8 then 'summer'
        else 'autumn'
      end
      or first_site_id <> coalesce(visited_site_id, 'unknown')
      or area_pyeong is distinct from visited_area
  )
select
  *
from
  compared

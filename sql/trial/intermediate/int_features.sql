-- One row per registrant and decision point: all that is known at the moment.
-- grain: user_id, decision_point
-- Weekdays count from Monday, 1. Winter is December to February, spring March to May, summer June to August and
-- autumn September to November. There is no year and no count of days: a trend is not a feature.
with
  seasons as (
    select
      ['winter', 'spring', 'summer', 'autumn'] as names
  ),
  known as (
    select
      moments.user_id,
      moments.decision_point,
      moments.decided_at,
      month(registered_at)::integer as register_month,
      isodow(registered_at)::integer as register_weekday,
      quarter(registered_at)::integer as register_quarter,
      names[month(registered_at) % 12 // 3 + 1] as register_season,
      isodow(registered_at) >= 6 as register_is_weekend,
      hour(registered_at)::integer as register_hour,
      application_count,
      hour(moments.decided_at)::integer as moment_hour,
      isodow(moments.decided_at)::integer as moment_weekday,
      isodow(moments.decided_at) >= 6 as moment_is_weekend,
      date_diff('second', registered_at, moments.decided_at) / 3600.0::double as hours_since_registration,
      first_visited_at is not null as has_visited,
      month(first_visited_at)::double as visit_month,
      isodow(first_visited_at)::double as visit_weekday,
      quarter(first_visited_at)::double as visit_quarter,
      coalesce(names[month(first_visited_at) % 12 // 3 + 1], 'unknown') as visit_season,
      coalesce(isodow(first_visited_at) >= 6, false) as visit_is_weekend,
      hour(first_visited_at)::double as visit_hour,
      coalesce(first_site_id, 'unknown') as first_site_id,
      area_pyeong::double as area_pyeong,
      coalesce(site_count, 0) as site_count,
      coalesce(visit_date_count, 0) as visit_date_count,
      coalesce(access_in_count + access_out_count, 0) as access_count,
      coalesce(access_in_count, 0) as access_in_count,
      coalesce(access_out_count, 0) as access_out_count,
      coalesce(session_count, 0) as session_count,
      coalesce(sum_stay_time_second, 0) as sum_stay_time_second,
      coalesce(stay_today_second, 0) as stay_today_second,
      coalesce(is_inside, false) as is_inside,
      case
        when is_inside then date_diff('second', last_session_began_at, moments.decided_at)
        else 0
      end::integer as current_session_second,
      date_diff('second', first_visited_at, moments.decided_at) / 3600.0::double as hours_since_first_visit,
      date_diff('second', last_event_at, moments.decided_at) / 3600.0::double as hours_since_last_event
    from
      intermediate.int_moments as moments
      cross join seasons
      join intermediate.int_trials using (user_id)
      left join intermediate.int_usage using (user_id, decision_point)
      left join staging.stg_sites on stg_sites.site_id = first_site_id
  )
select
  *
from
  known

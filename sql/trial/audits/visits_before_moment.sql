-- One row per landmark whose days, sites, sessions or hours since are not those of the stays begun before its moment.
-- grain: user_id, decision_point
with
  landmarks as (
    from
      marts.landmarks
  ),
  stays as (
    select
      landmarks.user_id,
      landmarks.decision_point,
      stays.entered_at,
      stays.site_id,
      stays.is_new_session,
      least(stays.left_at, decided_at) as left_at,
      case
        when stays.ending in ('check_out', 'visit_row')
        and stays.left_at < decided_at then stays.left_at
      end as left_event_at
    from
      landmarks
      join intermediate.int_stays as stays on stays.user_id = landmarks.user_id
    where
      stays.entered_at < decided_at
      or (
        decision_point = 'first_visit'
        and stay_number = 1
      )
  ),
  days as (
    select
      user_id,
      decision_point,
      unnest(
        generate_series(
          date_trunc('day', entered_at),
          greatest(entered_at, left_at - interval 1 second),
          interval 1 day
        )
      ) as visit_date
    from
      stays
  ),
  day_counts as (
    select
      user_id,
      decision_point,
      count(distinct visit_date) as days
    from
      days
    group by all
  ),
  counts as (
    select
      user_id,
      decision_point,
      count(distinct site_id) as sites,
      count(*) filter(
        where
          is_new_session
      ) as sessions,
      min(entered_at) as first_visited_at,
      greatest(max(entered_at), max(left_event_at)) as last_event_at
    from
      stays
    group by all
  ),
  compared as (
    select
      user_id,
      decision_point,
      decided_at,
      days,
      sites,
      sessions,
      first_visited_at,
      last_event_at
    from
      landmarks
      left join counts using (user_id, decision_point)
      left join day_counts using (user_id, decision_point)
    where
      has_visited <> (first_visited_at is not null)
      or visit_date_count <> coalesce(days, 0)
      or visit_date_count > 4
      or site_count <> coalesce(sites, 0)
      or session_count <> coalesce(sessions, 0)
      or decided_at - to_seconds(round(hours_since_first_visit * 3600)::bigint) is distinct from first_visited_at
      or decided_at - to_seconds(round(hours_since_last_event * 3600)::bigint) is distinct from last_event_at
      or decided_at - to_seconds(round(hours_since_registration * 3600)::bigint) <> (
        select
          min(registered_at)
        from
          marts.registrants as registrants
        where
          registrants.user_id = landmarks.user_id
      )
  )
select
  *
from
  compared

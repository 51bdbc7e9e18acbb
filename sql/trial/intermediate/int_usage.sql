-- One row per registrant and decision point by which the customer had come: the use of the trial until then.
-- grain: user_id, decision_point
with
  stays as (
    from
      intermediate.int_moment_stays
  ),
  days as (
    select
      user_id,
      decision_point,
      unnest([entered_at::date, greatest(entered_at, known_until - interval 1 second)::date]) as visit_date
    from
      stays
  ),
  visit_days as (
    select
      user_id,
      decision_point,
      count(distinct visit_date)::integer as visit_date_count
    from
      days
    group by all
  ),
  totals as (
    select
      user_id,
      decision_point,
      decided_at,
      min(entered_at) as first_visited_at,
      arg_min(site_id, stay_number) as first_site_id,
      max(last_event_at) as last_event_at,
      count(*) filter(
        where
          is_from_door
          and is_entry
      )::integer as access_in_count,
      count(*) filter(
        where
          has_checked_out
          or not is_entry
      )::integer as access_out_count,
      count(*) filter(
        where
          is_new_session
      )::integer as session_count,
      count(distinct site_id)::integer as site_count,
      sum(date_diff('second', entered_at, known_until))::integer as sum_stay_time_second,
      sum(
        greatest(
          date_diff('second', greatest(entered_at, date_trunc('day', decided_at)), known_until),
          0
        )
      )::integer as stay_today_second,
      bool_or(is_running) as is_inside,
      max(entered_at) filter(
        where
          is_new_session
      ) as last_session_began_at
    from
      stays
    group by all
  )
select
  *
from
  totals
  join visit_days using (user_id, decision_point)

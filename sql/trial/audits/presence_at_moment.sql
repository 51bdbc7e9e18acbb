-- One row per landmark that says somebody is inside who is not, or not for as long, or not so long on that day.
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
      decided_at,
      stays.entered_at,
      least(stays.left_at, decided_at) as left_at,
      stays.is_entry
      and stays.left_at >= decided_at as is_running,
      stays.is_new_session
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
  known as (
    select
      user_id,
      decision_point,
      bool_or(is_running) as is_running,
      max(entered_at) filter(
        where
          is_new_session
      ) as session_began_at,
      sum(date_diff('second', entered_at, left_at)) filter(
        where
          entered_at::date = decided_at::date
      ) as stay_begun_today,
      sum(date_diff('second', decided_at::date, left_at)) filter(
        where
          entered_at::date < decided_at::date
          and left_at > decided_at::date
      ) as stay_since_midnight
    from
      stays
    group by all
  ),
  compared as (
    select
      user_id,
      decision_point,
      decided_at,
      landmarks.is_inside,
      current_session_second,
      stay_today_second
    from
      landmarks
      left join known using (user_id, decision_point)
    where
      is_inside <> coalesce(is_running, false)
      or current_session_second <> coalesce(
        case
          when is_running then date_diff('second', session_began_at, decided_at)
        end,
        0
      )
      or stay_today_second <> coalesce(stay_begun_today, 0) + coalesce(stay_since_midnight, 0)
  )
select
  *
from
  compared

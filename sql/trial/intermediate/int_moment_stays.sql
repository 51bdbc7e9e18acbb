-- One row per registrant, decision point and stay that had begun before the moment, cut off at it.
-- grain: user_id, decision_point, stay_number
-- A first visit is decided by its own beginning, which is therefore known. That somebody leaves is known only after.
with
  moments as (
    from
      intermediate.int_moments
  ),
  known as (
    select
      moments.user_id,
      moments.decision_point,
      moments.decided_at,
      stays.stay_number,
      stays.site_id,
      stays.entered_at,
      stays.is_entry,
      stays.is_new_session,
      stays.is_from_door,
      stays.ending = 'check_out'
      and stays.left_at < moments.decided_at as has_checked_out,
      stays.is_entry
      and stays.left_at >= moments.decided_at as is_running,
      least(stays.left_at, moments.decided_at) as known_until,
      case
        when stays.ending in ('check_out', 'visit_row')
        and stays.left_at < moments.decided_at then stays.left_at
        else stays.entered_at
      end as last_event_at
    from
      moments
      join intermediate.int_stays as stays on stays.user_id = moments.user_id
      and (
        stays.entered_at < moments.decided_at
        or (
          moments.decision_point = 'first_visit'
          and stays.stay_number = 1
        )
      )
  )
select
  *
from
  known

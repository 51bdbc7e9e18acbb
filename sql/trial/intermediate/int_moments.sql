-- One row per registrant and decision point reached before $as_of, and 'trial_end' for what is known of all.
-- grain: user_id, decision_point
-- 3 h and 15 h are passed at the second at which the stays so far add up to them. The trial's last second is part of
-- it, so all of it is known one second later.
with
  trials as (
    from
      intermediate.int_trials
  ),
  marks as (
    select
      *
    from
      (
        values
          ('stay_3h', 3 * 3600),
          ('stay_15h', 15 * 3600)
      ) as marks (decision_point, mark_second)
  ),
  moments as (
    select
      user_id,
      'registration' as decision_point,
      registered_at as decided_at
    from
      trials
    union all
    select
      user_id,
      'first_visit',
      entered_at
    from
      intermediate.int_stays
    where
      stay_number = 1
    union all
    select
      user_id,
      decision_point,
      entered_at + to_seconds(mark_second - stay_before_second)
    from
      intermediate.int_stays as stays
      join marks on stay_before_second < mark_second
      and stay_before_second + stay_second >= mark_second
    union all
    select
      user_id,
      'last_day',
      registered_at + interval 48 hours
    from
      trials
  ),
  reached as (
    select
      moments.*
    from
      moments
      join trials using (user_id)
    where
      decided_at < $as_of
      and decided_at < trial_ends_at
    union all
    select
      user_id,
      'trial_end',
      least(trial_ends_at + interval 1 second, $as_of)
    from
      trials
  )
select
  *
from
  reached

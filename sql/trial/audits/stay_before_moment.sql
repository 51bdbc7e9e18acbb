-- One row per landmark whose time inside is not that of the raw door log, and of visit rows, before its moment.
-- grain: user_id, decision_point
-- Another way to the same sum: of each check-in the first thing, known before the moment, that can have ended it.
with
  landmarks as (
    select
      landmarks.*,
      registered_at,
      trial_ends_at,
      paid_at
    from
      marts.landmarks as landmarks
      join marts.registrants as registrants using (user_id)
  ),
  events as (
    select distinct
      user_id,
      site_id,
      date_trunc('second', happened_at) as happened_at,
      checkin = 1 as is_check_in
    from
      raw.trial_access_log
    union
    select
      user_id,
      site_id,
      left_by,
      false
    from
      intermediate.int_placed_visits
    where
      left_by is not null
  ),
  known as (
    select
      landmarks.user_id,
      decision_point,
      decided_at,
      least(trial_ends_at, paid_at) as use_ends_at,
      events.site_id,
      events.happened_at,
      events.is_check_in
    from
      landmarks
      join events on events.user_id = landmarks.user_id
      and happened_at >= registered_at
      and happened_at < decided_at
      and happened_at <= trial_ends_at
      and coalesce(happened_at <= paid_at, true)
  ),
  entries as (
    select
      entered.user_id,
      entered.decision_point,
      entered.happened_at,
      entered.site_id,
      entered.decided_at,
      entered.use_ends_at,
      min(ended.happened_at) filter(
        where
          case
            when ended.is_check_in then (ended.happened_at, ended.site_id) > (entered.happened_at, entered.site_id)
            else ended.site_id = entered.site_id
            and ended.happened_at >= entered.happened_at
          end
      ) as ended_at
    from
      known as entered
      join known as ended using (user_id, decision_point)
    where
      entered.is_check_in
    group by all
  ),
  stays as (
    select
      user_id,
      decision_point,
      date_diff(
        'second',
        happened_at,
        least(ended_at, happened_at + interval 12 hours, decided_at, use_ends_at)
      ) as stay_second
    from
      entries
    union all
    select
      landmarks.user_id,
      decision_point,
      date_diff('second', entered_at, least(left_at, decided_at))
    from
      landmarks
      join intermediate.int_visit_rows as visits on visits.user_id = landmarks.user_id
      and visits.disposition = 'stands_in'
      and visits.entered_at < decided_at
  ),
  summed as (
    select
      user_id,
      decision_point,
      sum(stay_second) as stay_second
    from
      stays
    group by all
  ),
  compared as (
    select
      user_id,
      decision_point,
      sum_stay_time_second,
      stay_second
    from
      landmarks
      left join summed using (user_id, decision_point)
    where
      sum_stay_time_second <> coalesce(stay_second, 0)
  )
select
  *
from
  compared

-- One row per landmark whose counts of door events are not those of the raw log before its moment.
-- grain: user_id, decision_point
with
  landmarks as (
    select
      landmarks.user_id,
      decision_point,
      decided_at,
      registered_at,
      trial_ends_at,
      paid_at,
      landmarks.access_in_count,
      landmarks.access_out_count,
      landmarks.access_count
    from
      marts.landmarks as landmarks
      join marts.registrants as registrants using (user_id)
  ),
  events as (
    select distinct
      user_id,
      site_id,
      date_trunc('second', happened_at) as happened_at,
      checkin
    from
      raw.trial_access_log
  ),
  known as (
    select
      landmarks.user_id,
      landmarks.decision_point,
      events.checkin,
      -- The one event at its moment that makes a first visit is known; any other at that second is not.
      events.happened_at < decided_at
      or (
        decision_point = 'first_visit'
        and row_number() over (
          partition by
            landmarks.user_id,
            decision_point
          order by
            happened_at,
            checkin desc,
            site_id
        ) = 1
      ) as is_known
    from
      landmarks
      join events on events.user_id = landmarks.user_id
      and happened_at between registered_at and least(decided_at, trial_ends_at)
      and coalesce(happened_at <= paid_at, true)
  ),
  counted as (
    select
      user_id,
      decision_point,
      count(*) filter(
        where
          checkin = 1
      ) as ins,
      count(*) filter(
        where
          checkin <> 1
      ) as outs
    from
      known
    where
      is_known
    group by all
  ),
  compared as (
    select
      landmarks.user_id,
      decision_point,
      access_in_count,
      access_out_count,
      access_count,
      ins,
      outs
    from
      landmarks
      left join counted using (user_id, decision_point)
    where
      access_in_count <> coalesce(ins, 0)
      or access_out_count <> coalesce(outs, 0)
      or access_count <> coalesce(ins + outs, 0)
  )
select
  *
from
  compared

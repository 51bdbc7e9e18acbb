-- One row per registrant whose decision points do not follow each other within the trial and before $as_of.
-- grain: user_id
with
  moments as (
    select
      user_id,
      min(decided_at) as earliest_at,
      max(decided_at) as latest_at,
      min(decided_at) filter(
        where
          decision_point = 'registration'
      ) as registration,
      min(decided_at) filter(
        where
          decision_point = 'first_visit'
      ) as first_visit,
      min(decided_at) filter(
        where
          decision_point = 'stay_3h'
      ) as stay_3h,
      min(decided_at) filter(
        where
          decision_point = 'stay_15h'
      ) as stay_15h
    from
      marts.landmarks
    group by all
  ),
  compared as (
    select
      *
    from
      marts.registrants
      left join moments using (user_id)
    where
      registration is null
      or earliest_at <> registration
      or latest_at >= trial_ends_at
      or latest_at >= $as_of
      or (
        stay_3h is not null
        and coalesce(first_visit >= stay_3h, true)
      )
      or (
        stay_15h is not null
        and coalesce(stay_3h >= stay_15h, true)
      )
  )
select
  user_id,
  registration,
  first_visit,
  stay_3h,
  stay_15h,
  latest_at
from
  compared

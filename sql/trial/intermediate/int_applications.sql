-- One row per application and what became of it: 'kept' for the one that counts of each user.
-- grain: user_id, registered_at
-- A trial is once per person. The latest application counts, unless the customer had come or paid between the
-- first application and it: then the trial had begun. What happened before the first application says nothing.
with
  applications as (
    from
      staging.stg_applications
  ),
  activities as (
    select
      user_id,
      happened_at
    from
      staging.stg_door_events
    union all
    select
      user_id,
      coalesce(first_entered_at, last_left_at, visit_date + interval 1 day)
    from
      staging.stg_visit_rows
    union all
    select
      user_id,
      paid_at
    from
      staging.stg_payments
  ),
  firsts as (
    select
      user_id,
      min(registered_at) as first_registered_at
    from
      applications
    group by all
  ),
  first_activities as (
    select
      activities.user_id,
      min(activities.happened_at) as first_active_at
    from
      activities
      join firsts on firsts.user_id = activities.user_id
      and activities.happened_at >= firsts.first_registered_at
    where
      activities.happened_at < $as_of
    group by all
  ),
  ranked as (
    select
      applications.*,
      case
        when registered_at >= $as_of then 'after_as_of'
        when registered_at > first_active_at then 'after_activity'
        else 'candidate'
      end as standing,
      row_number() over (
        partition by
          user_id,
          standing
        order by
          registered_at desc
      ) as place,
      count(*) over (
        partition by
          user_id,
          standing
      )::integer as application_count
    from
      applications
      left join first_activities using (user_id)
  ),
  judged as (
    select
      user_id,
      registered_at,
      application_count,
      raw_rows,
      case
        when standing <> 'candidate' then standing
        when place = 1 then 'kept'
        else 'replaced'
      end as disposition
    from
      ranked
  )
select
  *
from
  judged

-- One row per application and what became of it: 'kept' for the one that counts of each user.
-- grain: user_id, registered_at
-- A trial is once per person. The latest application counts, unless an earlier one had been used by then: a visit
-- within its 72 hours, or a payment. A visit without times may have been as late as the end of its day.
with
  applications as (
    from
      staging.stg_applications
  ),
  activities as (
    select
      user_id,
      happened_at as began_by,
      happened_at,
      false as is_payment
    from
      staging.stg_door_events
    union all
    select
      user_id,
      coalesce(first_entered_at, last_left_at, visit_date),
      coalesce(first_entered_at, last_left_at, visit_date + interval 1 day),
      false
    from
      staging.stg_visit_rows
    union all
    select
      user_id,
      paid_at,
      paid_at,
      true
    from
      staging.stg_payments
    where
      paid_at is not null
  ),
  first_uses as (
    select
      activities.user_id,
      min(activities.happened_at) as first_used_at
    from
      activities
      asof join applications on applications.user_id = activities.user_id
      and applications.registered_at <= activities.happened_at
    where
      activities.is_payment
      or activities.began_by <= applications.registered_at + interval 72 hours
    group by all
  ),
  ranked as (
    select
      applications.*,
      case
        when registered_at >= $as_of then 'after_as_of'
        when registered_at > first_used_at then 'after_use'
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
      left join first_uses using (user_id)
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

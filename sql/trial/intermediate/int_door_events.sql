-- One row per door event and what became of it: 'kept' when it is use of the trial.
-- grain: user_id, happened_at, site_id, is_check_in
with
  events as (
    from
      staging.stg_door_events
  ),
  trials as (
    from
      intermediate.int_trials
  ),
  judged as (
    select
      events.*,
      case
        when happened_at >= $as_of then 'after_as_of'
        when trials.user_id is null then 'unknown_user'
        when happened_at < registered_at then 'before_application'
        when happened_at > trial_ends_at then 'after_trial'
        when happened_at > paid_at then 'after_payment'
        else 'kept'
      end as disposition
    from
      events
      left join trials using (user_id)
  )
select
  *
from
  judged

-- One row per user of the payment table and what became of the row.
-- grain: user_id
with
  payments as (
    from
      staging.stg_payments
  ),
  trials as (
    from
      intermediate.int_trials
  ),
  source as (
    select
      coalesce(bool_or(paid_at is not null), false) as has_times
    from
      payments
  ),
  judged as (
    select
      payments.*,
      case
        when trials.user_id is null then 'unknown_user'
        when not payments.is_paid then 'not_paid'
        when payments.paid_at >= $as_of then 'after_as_of'
        when payments.paid_at < registered_at then 'before_application'
        when payments.paid_at >= label_until then 'after_horizon'
        when payments.paid_at is null
        and has_times then 'without_time'
        else 'kept'
      end as disposition
    from
      payments
      cross join source
      left join trials using (user_id)
  )
select
  *
from
  judged

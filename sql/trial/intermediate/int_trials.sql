-- One row per registrant: the trial of 72 hours, what ended its use, and the payment as known at $as_of.
-- grain: user_id
-- A payment without a time cannot end the use of a trial, and counts as within the horizon. Unripe trials and those
-- of customers who had paid before they applied have no label.
with
  applications as (
    select
      user_id,
      registered_at,
      application_count,
      registered_at + interval 72 hours as trial_ends_at
    from
      intermediate.int_applications
    where
      disposition = 'kept'
  ),
  payments as (
    select
      user_id,
      paid_at
    from
      staging.stg_payments
    where
      is_paid
      and coalesce(paid_at < $as_of, true)
  ),
  joined as (
    select
      applications.*,
      trial_ends_at + to_days($horizon_days) as label_until,
      payments.user_id is not null as is_paid,
      payments.paid_at,
      least(trial_ends_at, paid_at) as use_ends_at
    from
      applications
      left join payments using (user_id)
  ),
  labelled as (
    select
      *,
      label_until <= $as_of as is_ripe,
      case
        when label_until <= $as_of
        and coalesce(paid_at >= registered_at, true) then (
          is_paid
          and coalesce(paid_at < label_until, true)
        )::integer::double
      end as label
    from
      joined
  )
select
  *
from
  labelled

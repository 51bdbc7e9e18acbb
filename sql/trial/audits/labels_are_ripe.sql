-- One row per registrant whose ripeness or label is not what the raw payments say, with $horizon_days to pay.
-- grain: user_id
with
  payments as (
    select
      user_id,
      bool_or(
        is_payment
        and coalesce(paid_at < $as_of, true)
      ) as is_paid,
      date_trunc(
        'second',
        min(paid_at) filter(
          where
            is_payment
            and paid_at < $as_of
        )
      ) as paid_at
    from
      raw.trial_payment
    group by all
  ),
  expected as (
    select
      registrants.user_id,
      registrants.is_ripe,
      registrants.label,
      registrants.is_paid,
      registrants.paid_at,
      coalesce(payments.is_paid, false) as was_paid,
      payments.paid_at as was_paid_at,
      registered_at + interval 72 hours + to_days($horizon_days) as ripens_at,
      case
        when ripens_at <= $as_of
        and coalesce(was_paid_at >= registered_at, true) then (
          was_paid
          and coalesce(was_paid_at < ripens_at, true)
        )::integer
      end as expected_label
    from
      marts.registrants as registrants
      left join payments using (user_id)
  ),
  compared as (
    select
      *
    from
      expected
    where
      is_ripe <> (ripens_at <= $as_of)
      or label is distinct from expected_label
      or is_paid <> was_paid
      or paid_at is distinct from was_paid_at
  )
select
  *
from
  compared

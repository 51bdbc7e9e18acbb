-- One row per payment row; who pays after the moment at $decision_point does so at it, or a month later.
-- grain: user_id, is_payment, paid_at
-- Those who pay later show what else is appended: use after the payment is no use of the trial.
with
  paying as (
    select
      user_id,
      decided_at,
      hash(user_id) % 2 = 0 as is_prompt
    from
      marts.landmarks
    where
      decision_point = $decision_point
      and label = 1
  ),
  payments as (
    select
      payments.* replace(
        case
          when decided_at is null
          or payments.is_payment is not true then paid_at
          when is_prompt then decided_at
          else decided_at + interval 30 days
        end as paid_at
      )
    from
      raw.trial_payment as payments
      left join paying using (user_id)
  )
select
  *
from
  payments

-- One row per payment row, without those that the customer's moment at $decision_point need not have known of.
-- grain: user_id, is_payment, paid_at
-- A row without a time may be as late as it likes, so that no feature may rest on it.
with
  moments as (
    select
      user_id,
      decided_at
    from
      marts.landmarks
    where
      decision_point = $decision_point
  ),
  known as (
    select distinct
      payments.*
    from
      raw.trial_payment as payments
      left join moments using (user_id)
    where
      decided_at is null
      or date_trunc('second', paid_at) < decided_at
  )
select
  *
from
  known

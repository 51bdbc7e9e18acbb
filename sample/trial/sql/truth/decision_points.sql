-- One row per registrant and decision point reached: E[p | what is known then], and what a landmark model with payment
-- times predicts: the probability that a customer who has not paid yet pays within 14 days after the trial.
-- grain: user_id, decision_point
with timed as (
  select
    known.*,
    greatest(date_diff('second', registrants.registered_at, known.decided_at), 0) / 3600 as hours,
    outcomes.paid_at
  from known
  inner join registrants on registrants.registrant = known.registrant
  inner join outcomes on outcomes.registrant = known.registrant
),

elapsed as (
  select
    timed.*,
    coalesce(
      payment_times.from_share
      + (timed.hours - payment_times.from_hour) / (payment_times.to_hour - payment_times.from_hour)
      * (payment_times.to_share - payment_times.from_share),
      0
    ) as paid_share
  from timed
  left join payment_times on timed.hours >= payment_times.from_hour and timed.hours < payment_times.to_hour
)

select
  user_id,
  decision_point,
  decided_at,
  probability,
  coalesce(paid_at > decided_at, true) as is_at_risk,
  probability * ($horizon_share - paid_share) / (1 - probability * paid_share) as probability_at_risk
from elapsed
where decided_at < $as_of::timestamp
order by decided_at, user_id, decision_point

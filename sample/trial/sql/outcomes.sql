-- One row per registrant: whether and when it pays. Payments spread from the first day to 30 days after the trial.
-- grain: registrant
with drawn as (
  select
    registrant,
    uniform(registrant, 'pays') < probability as is_paid,
    uniform(registrant, 'pays when') as quantile
  from effects
)

select
  drawn.registrant,
  drawn.is_paid,
  case
    when drawn.is_paid then
      registrants.registered_at
      + to_seconds(
        floor(
          3600 * (
            payment_times.from_hour
            + (drawn.quantile - payment_times.from_share)
            / (payment_times.to_share - payment_times.from_share)
            * (payment_times.to_hour - payment_times.from_hour)
          )
        )::bigint
      )
  end as paid_at
from drawn
inner join registrants on registrants.registrant = drawn.registrant
inner join payment_times
  on drawn.quantile >= payment_times.from_share and drawn.quantile < payment_times.to_share

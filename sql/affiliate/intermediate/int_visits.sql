-- One row per visit: what a customer did at one affiliate, through one channel, within one hour.
-- grain: customer_id, happened_at, affiliate_code, is_online
-- A payment in the same visit as a purchase paid for it: the visit's amount is the larger, not the sum.
with
  activity as (
    from
      intermediate.int_activity
  ),
  visits as (
    select
      customer_id,
      happened_at,
      affiliate_code,
      is_online,
      bool_or(stream = 'payment') as has_payment,
      coalesce(
        sum(amount) filter(
          where
            stream <> 'payment'
        ),
        0
      ) as bought,
      coalesce(
        sum(amount) filter(
          where
            stream = 'payment'
        ),
        0
      ) as paid
    from
      activity
    group by all
  ),
  valued as (
    select
      * exclude (bought, paid),
      greatest(bought, paid)::decimal(18, 2) as amount
    from
      visits
  )
select
  *
from
  valued

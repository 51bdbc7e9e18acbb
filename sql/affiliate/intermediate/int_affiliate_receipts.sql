-- One row per affiliate with activity of a slice’s customers: receipts, and payments in hours without one.
-- grain: slice, affiliate_code
with
  moves as (
    select
      affiliate_code,
      (stream <> 'payment')::integer as receipts,
      0 as lone_payments
    from
      intermediate.int_activity
    union all
    select
      affiliate_code,
      0,
      payments
    from
      intermediate.int_payment_hours
    where
      receipts = 0
  ),
  affiliates as (
    select
      $slice::integer as slice,
      affiliate_code,
      sum(receipts)::bigint as receipts,
      sum(lone_payments)::bigint as lone_payments
    from
      moves
    group by all
  )
select
  *
from
  affiliates

-- One row per payment or receipt that is matched more than once, or matched though the extracts are independent.
-- grain: customer_id, paid_stream, receipt_id, affiliate_code, is_online, happened_at
with
  sides as (
    select
      customer_id,
      affiliate_code,
      is_online,
      happened_at,
      'payment' as paid_stream,
      payment_id as receipt_id
    from
      intermediate.int_payment_matches
    union all
    select
      customer_id,
      affiliate_code,
      is_online,
      happened_at,
      paid_stream,
      paid_receipt_id
    from
      intermediate.int_payment_matches
  ),
  matched as (
    select
      *,
      count(*) as matches
    from
      sides
    group by all
    having
      matches > 1
      or not $extracts_overlap
  )
select
  *
from
  matched

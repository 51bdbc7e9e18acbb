-- One row per payment that paid for a receipt which is there as well; none unless $extracts_overlap.
-- grain: customer_id, affiliate_code, is_online, happened_at, payment_id
-- Same customer, affiliate, channel, hour and total; the first payment of a total takes the first receipt of that
-- total, the second the second, so that nothing matches twice. A payment is for a receipt, never for a line of one.
with
  receipts as (
    select
      stream,
      customer_id,
      affiliate_code,
      is_online,
      happened_at,
      receipt_id,
      bought - returned as total
    from
      intermediate.int_activity
    where
      $extracts_overlap
      and bought <> returned
  ),
  payments as (
    select
      * exclude (receipt_id),
      receipt_id as payment_id,
      row_number() over (
        partition by
          customer_id,
          affiliate_code,
          is_online,
          happened_at,
          total
        order by
          receipt_id
      ) as place
    from
      receipts
    where
      stream = 'payment'
  ),
  payable as (
    select
      receipts.*,
      row_number() over (
        partition by
          customer_id,
          affiliate_code,
          is_online,
          happened_at,
          total
        order by
          stream,
          receipt_id
      ) as place
    from
      receipts
      semi join payments using (customer_id, affiliate_code, is_online, happened_at, total)
    where
      receipts.stream <> 'payment'
  ),
  matches as (
    select
      customer_id,
      affiliate_code,
      is_online,
      happened_at,
      payment_id,
      payable.stream as paid_stream,
      payable.receipt_id as paid_receipt_id,
      total::decimal(18, 2) as amount
    from
      payments
      join payable using (customer_id, affiliate_code, is_online, happened_at, total, place)
  )
select
  *
from
  matches

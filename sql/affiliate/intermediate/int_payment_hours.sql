-- One row per hour in which a customer paid an affiliate by mobile, through one channel, beside how many receipts.
-- grain: customer_id, affiliate_code, is_online, happened_at
with
  hours as (
    select
      customer_id,
      affiliate_code,
      is_online,
      happened_at,
      (
        count(*) filter(
          where
            stream = 'payment'
        )
      )::integer as payments,
      (
        count(*) filter(
          where
            stream <> 'payment'
        )
      )::integer as receipts
    from
      intermediate.int_activity
    group by all
    having
      payments > 0
  )
select
  *
from
  hours

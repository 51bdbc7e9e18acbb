-- One row per hour in which a customer returned something to an affiliate, through one channel.
-- grain: customer_id, happened_at, affiliate_code, is_online
-- A return lowers what was spent, on its own day; it is no visit. A refund that matches a return counts once.
with
  returned as (
    select
      activity.customer_id,
      activity.happened_at,
      activity.affiliate_code,
      activity.is_online,
      activity.returned,
      stream = 'payment' as is_payment,
      matches.payment_id is null as is_counted
    from
      intermediate.int_activity as activity
      -- By equalities only: with "and stream = 'payment'" every receipt would be compared with every match.
      left join intermediate.int_payment_matches as matches on matches.payment_id = if (stream = 'payment', activity.receipt_id, null)
      and matches.customer_id = activity.customer_id
      and matches.affiliate_code = activity.affiliate_code
      and matches.is_online = activity.is_online
      and matches.happened_at = activity.happened_at
    where
      activity.returned > 0
  ),
  returns as (
    select
      customer_id,
      happened_at,
      affiliate_code,
      is_online,
      coalesce(
        sum(returned) filter(
          where
            is_counted
        ),
        0
      )::decimal(18, 2) as amount,
      coalesce(
        sum(returned) filter(
          where
            is_payment
        ),
        0
      )::decimal(18, 2) as refunded
    from
      returned
    group by all
  )
select
  *
from
  returns

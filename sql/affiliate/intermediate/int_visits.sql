-- One row per visit: what a customer bought at one affiliate, through one channel, within one hour.
-- grain: customer_id, happened_at, affiliate_code, is_online
-- purchases are product lines, partner receipts and payments for none of them; payments are all payments.
with
  bought as (
    select
      activity.customer_id,
      activity.happened_at,
      activity.affiliate_code,
      activity.is_online,
      activity.lines,
      activity.bought,
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
      activity.lines > 0
  ),
  visits as (
    select
      customer_id,
      happened_at,
      affiliate_code,
      is_online,
      bool_or(is_payment) as has_payment,
      coalesce(
        sum(lines) filter(
          where
            is_counted
        ),
        0
      )::integer as purchases,
      coalesce(
        sum(lines) filter(
          where
            is_payment
        ),
        0
      )::integer as payments,
      coalesce(
        sum(bought) filter(
          where
            is_counted
        ),
        0
      )::decimal(18, 2) as amount,
      coalesce(
        sum(bought) filter(
          where
            is_payment
        ),
        0
      )::decimal(18, 2) as paid
    from
      bought
    group by all
  )
select
  *
from
  visits

-- One row per receipt of a registered customer in one stream, within the period and known before $as_of.
-- grain: customer_id, stream, receipt_id, affiliate_code, is_online, happened_at
-- lines and bought are of what was bought; returned_lines and returned, which is not negative, of what came back.
with
  lines as (
    select
      'purchase' as stream,
      customer_id,
      receipt_id,
      affiliate_code,
      is_online,
      purchased_at as happened_at,
      is_return,
      amount
    from
      staging.stg_purchases
    union all
    select
      'partner_visit',
      customer_id,
      receipt_id,
      affiliate_code,
      is_online,
      purchased_at,
      is_return,
      amount
    from
      staging.stg_partner_visits
    union all
    select
      'payment',
      customer_id,
      receipt_id,
      affiliate_code,
      is_online,
      purchased_at,
      is_return,
      amount
    from
      staging.stg_payments
  ),
  registered as (
    select
      lines.*
    from
      lines
      semi join staging.stg_customers using (customer_id)
      semi join intermediate.int_period as periods on lines.happened_at >= periods.first_day
    where
      happened_at < $as_of
  ),
  receipts as (
    select
      stream,
      customer_id,
      receipt_id,
      affiliate_code,
      is_online,
      happened_at,
      (
        count(*) filter(
          where
            not is_return
        )
      )::integer as lines,
      (
        count(*) filter(
          where
            is_return
        )
      )::integer as returned_lines,
      coalesce(
        sum(amount) filter(
          where
            not is_return
        ),
        0
      )::decimal(18, 2) as bought,
      coalesce(
        - sum(amount) filter(
          where
            is_return
        ),
        0
      )::decimal(18, 2) as returned
    from
      registered
    group by all
  )
select
  *
from
  receipts

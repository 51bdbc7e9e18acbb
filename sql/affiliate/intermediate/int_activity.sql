-- One row per receipt of a registered customer in one stream, known before $as_of.
-- grain: stream, customer_id, receipt_id, affiliate_code, is_online, happened_at
-- The streams are independent extracts: a payment need not match the purchase it paid for.
with
  purchases as (
    select
      'purchase' as stream,
      customer_id,
      receipt_id,
      affiliate_code,
      is_online,
      purchased_at as happened_at,
      count(*)::integer as lines,
      sum(amount)::decimal(18, 2) as amount
    from
      staging.stg_purchases
    where
      purchased_at < $as_of
    group by all
  ),
  partner_visits as (
    select
      'partner_visit' as stream,
      customer_id,
      receipt_id,
      affiliate_code,
      is_online,
      purchased_at as happened_at,
      count(*)::integer as lines,
      sum(amount)::decimal(18, 2) as amount
    from
      staging.stg_partner_visits
    where
      purchased_at < $as_of
    group by all
  ),
  payments as (
    select
      'payment' as stream,
      customer_id,
      receipt_id,
      affiliate_code,
      is_online,
      purchased_at as happened_at,
      1 as lines,
      amount
    from
      staging.stg_payments
    where
      purchased_at < $as_of
  ),
  united as (
    from
      purchases
    union all
    from
      partner_visits
    union all
    from
      payments
  ),
  registered as (
    select
      united.*
    from
      united
      semi join staging.stg_customers using (customer_id)
  )
select
  *
from
  registered

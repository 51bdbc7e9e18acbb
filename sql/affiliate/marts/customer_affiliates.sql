-- One row per affiliate that a customer had used before $as_of.
-- grain: customer_id, affiliate_code
select
  customer_id,
  affiliate_code,
  affiliate_code in (
    from
      intermediate.int_retailers
  ) as is_retail,
  first_visited_at::date as first_used_on,
  last_visited_at::date as last_used_on,
  visits,
  annual_purchases,
  annual_payments,
  annual_spend::double as annual_amount
from
  intermediate.int_snapshot_activity
where
  cut_date = $as_of
  and visits > 0

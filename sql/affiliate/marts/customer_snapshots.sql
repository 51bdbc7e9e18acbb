-- One row per customer and cut with at least one visit before it: the features of section 3 as known at its start.
-- grain: customer_id, cut_date
-- Made in one pass for all cuts; the cut of $as_of has the figures of marts.customers.
select
  customer_id,
  cut_date,
  affiliates_used,
  visits,
  active_days,
  span_days,
  recency_days,
  tenure_days,
  spend::double as spend,
  mean_gap_days,
  retail_gap_days,
  partner_gap_days,
  payment_gap_days,
  annual_affiliates,
  annual_purchases,
  annual_retail_purchases,
  annual_partner_purchases,
  annual_payments,
  annual_online_purchases::double / nullif(annual_purchases, 0) as annual_online_share,
  annual_amount::double as annual_amount,
  annual_retail_amount::double as annual_retail_amount,
  annual_partner_amount::double as annual_partner_amount,
  annual_payment_amount::double as annual_payment_amount
from
  intermediate.int_snapshot_customers

-- One row per day before $as_of on which a customer bought a product at a branch; the recommender learns from these.
-- grain: customer_id, product_code, affiliate_code, branch_code, bought_on
select
  customer_id,
  product_code,
  affiliate_code,
  branch_code,
  bought_on,
  lines::integer as lines,
  coalesce(unit_prices, 0)::double as unit_prices,
  priced_lines::integer as priced_lines
from
  intermediate.int_product_days

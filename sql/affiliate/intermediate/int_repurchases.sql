-- One row per product that a registered customer had bought before $as_of: what tells when it will be bought again.
-- grain: customer_id, product_code
-- Of a large source this waits for the gaps of all customers, and is half of int_customer_products.
select
  customer_id,
  product_code,
  purchase_days,
  first_bought_on,
  last_bought_on,
  unit_prices,
  priced_lines
from
  intermediate.int_customer_products

-- One row per product that is catalogued, or was bought before $as_of though it is not.
-- grain: product_code
select
  product_code,
  product_name,
  category,
  subcategory,
  is_listed,
  buyers,
  lines,
  unit_prices::double / nullif(priced_lines, 0) as mean_unit_price,
  repeat_buyers,
  repurchases,
  gap_days::double / nullif(repurchases, 0) as repurchase_gap_days
from
  intermediate.int_products

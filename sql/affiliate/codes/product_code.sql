-- One row per product that a raw table names.
-- grain: product_code
select
  pd_c as product_code
from
  raw.products
union
select
  pd_c
from
  raw.purchases

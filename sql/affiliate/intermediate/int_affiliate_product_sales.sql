-- One row per product that an affiliate has sold to the customers of a slice.
-- grain: slice, affiliate_code, product_code
with
  buyers as (
    select
      affiliate_code,
      product_code,
      customer_id,
      sum(lines) as lines,
      sum(unit_prices) as unit_prices,
      sum(priced_lines) as priced_lines
    from
      intermediate.int_product_days
    group by all
  ),
  products as (
    select
      $slice::integer as slice,
      affiliate_code,
      product_code,
      count(*) as buyers,
      sum(lines)::bigint as lines,
      sum(unit_prices)::decimal(18, 4) as unit_prices,
      sum(priced_lines)::bigint as priced_lines
    from
      buyers
    group by all
  )
select
  *
from
  products

-- One row per product that an affiliate has sold to a registered customer before $as_of, returns left out.
-- grain: affiliate_code, product_code
with
  products as (
    select
      affiliate_code,
      product_code,
      sum(buyers)::integer as buyers,
      sum(lines)::integer as lines,
      sum(unit_prices)::double / nullif(sum(priced_lines), 0) as mean_unit_price
    from
      intermediate.int_affiliate_product_sales
    group by all
  )
select
  *
from
  products

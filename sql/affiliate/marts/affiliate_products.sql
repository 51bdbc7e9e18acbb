-- One row per product that an affiliate has sold to a registered customer before $as_of, returns left out.
-- grain: affiliate_code, product_code
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
      affiliate_code,
      product_code,
      count(*)::integer as buyers,
      sum(lines)::integer as lines,
      sum(unit_prices)::double / nullif(sum(priced_lines), 0) as mean_unit_price
    from
      buyers
    group by all
  )
select
  *
from
  products

-- One row per customer with a retail purchase in the year before $as_of: what the five most bought categories cost.
-- grain: customer_id
with
  prices as (
    select
      category,
      (sum(unit_prices)::double / nullif(sum(priced_lines), 0))::decimal(18, 2) as mean_unit_price
    from
      intermediate.int_products
    group by all
  ),
  categories as (
    select
      customer_id,
      unnest(top_categories) as category
    from
      intermediate.int_customer_profiles
  ),
  tops as (
    select
      customer_id,
      sum(mean_unit_price)::decimal(18, 2) as top_category_prices
    from
      categories
      join prices using (category)
    group by all
  )
select
  *
from
  tops

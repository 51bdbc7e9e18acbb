-- One row per customer with a retail purchase in the year before $as_of: the five most bought categories.
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
  tops as (
    select
      customer_id,
      list(
        category
        order by
          rank
      ) as top_categories,
      sum(mean_unit_price)::decimal(18, 2) as top_category_prices
    from
      intermediate.int_customer_categories
      join prices using (category)
    where
      rank <= 5
    group by all
  )
select
  *
from
  tops

-- One row per product that a customer is due to buy again within 31 days of $as_of, before or after.
-- grain: customer_id, product_code
-- A product that nobody ever bought twice has no row. The gap is the mean of the customer's own gaps, among which the
-- product's counts as two: after one purchase it is the product's, after many it is the customer's.
with
  products as (
    select
      product_code,
      repurchases,
      repeat_buyers::double / buyers as repeat_share,
      gap_days::double / repurchases as product_gap_days
    from
      intermediate.int_products
    where
      repurchases > 0
  ),
  gaps as (
    select
      bought.customer_id,
      bought.product_code,
      bought.purchase_days,
      bought.last_bought_on,
      bought.unit_prices::double / nullif(bought.priced_lines, 0) as mean_unit_price,
      (bought.last_bought_on - bought.first_bought_on)::double / nullif(bought.purchase_days - 1, 0) as own_gap_days,
      products.product_gap_days,
      products.repurchases as product_repurchases,
      products.repeat_share,
      (bought.last_bought_on - bought.first_bought_on + 2 * products.product_gap_days) / (bought.purchase_days + 1) as gap_days,
      bought.last_bought_on + round(gap_days)::integer as due_on
    from
      intermediate.int_repurchases as bought
      join products using (product_code)
  ),
  due as (
    from
      gaps
    where
      due_on between $as_of::date - 31 and $as_of::date + 31
  ),
  sellers as (
    select
      days.customer_id,
      days.product_code,
      max(days.affiliate_code) as affiliate_code
    from
      marts.product_days as days
      join due on due.customer_id = days.customer_id
      and due.product_code = days.product_code
      and due.last_bought_on = days.bought_on
    group by all
  ),
  dates as (
    select
      due.customer_id,
      due.product_code,
      sellers.affiliate_code,
      due.purchase_days,
      due.last_bought_on,
      due.mean_unit_price,
      due.own_gap_days,
      due.product_gap_days,
      due.product_repurchases,
      due.repeat_share,
      due.gap_days,
      due.due_on
    from
      due
      join sellers using (customer_id, product_code)
  )
select
  *
from
  dates

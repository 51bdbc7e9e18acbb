-- One row per customer whose figures are not those of the last snapshot, or whose parts do not add up.
-- grain: customer_id
with
  served as (
    select
      customers.*,
      snapshots.annual_amount as served_amount,
      snapshots.annual_purchases as served_purchases
    from
      marts.customers as customers
      left join marts.customer_snapshots as snapshots on snapshots.customer_id = customers.customer_id
      and snapshots.cut_date = $as_of
  ),
  parts as (
    select
      customer_id,
      sum(annual_purchases) as purchases,
      count(*) as affiliates
    from
      marts.customer_affiliates
    group by all
  ),
  lines as (
    select
      customer_id,
      sum(lines) as lines
    from
      marts.customer_categories
    group by all
  ),
  compared as (
    select
      served.customer_id,
      annual_purchases,
      served_purchases,
      purchases,
      lines
    from
      served
      left join parts using (customer_id)
      left join lines using (customer_id)
    where
      annual_purchases <> coalesce(served_purchases, 0)
      or annual_amount <> coalesce(served_amount, 0)
      or annual_purchases <> coalesce(purchases, 0)
      or affiliates_used <> coalesce(affiliates, 0)
      or annual_purchases <> list_sum(annual_purchases_by_affiliate)
      or annual_purchases <> annual_retail_purchases + annual_partner_purchases
      or coalesce(lines, 0) > annual_retail_purchases
  )
select
  *
from
  compared

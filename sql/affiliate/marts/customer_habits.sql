-- One row per registered customer: at which affiliate, where and at which prices somebody mostly buys.
-- grain: customer_id
with
  mains as (
    select
      customer_id,
      min_by(affiliate_code, (- annual_purchases, affiliate_code)) as main_affiliate,
      max(annual_purchases) / sum(annual_purchases) as main_share
    from
      marts.customer_affiliates
    where
      annual_purchases > 0
    group by all
  ),
  districts as (
    select
      visits.customer_id,
      coalesce(branches.zone, 'unknown') as zone,
      coalesce(branches.district, 'unknown') as district,
      sum(visits.visits) as visits
    from
      intermediate.int_branch_visits as visits
      join staging.stg_branches as branches using (branch_code)
    group by all
  ),
  places as (
    select
      customer_id,
      min_by(zone, (- visits, district, zone)) as zone,
      min_by(district, (- visits, district, zone)) as district
    from
      districts
    group by all
  ),
  prices as (
    select
      customer_id,
      quantile_disc(unit_prices::double / priced_lines, [0.1, 0.5, 0.9]) as unit_prices
    from
      intermediate.int_customer_products
    where
      priced_lines > 0
    group by all
  ),
  habits as (
    select
      customers.customer_id,
      mains.main_affiliate,
      mains.main_share,
      coalesce(places.zone, customers.home_zone) as usual_zone,
      coalesce(places.district, 'unknown') as usual_district,
      prices.unit_prices[1] as low_unit_price,
      prices.unit_prices[2] as median_unit_price,
      prices.unit_prices[3] as high_unit_price
    from
      staging.stg_customers as customers
      left join mains using (customer_id)
      left join places using (customer_id)
      left join prices using (customer_id)
  )
select
  *
from
  habits

-- One row per registered customer: at which affiliate, where and at which prices somebody mostly buys.
-- grain: customer_id
with
  mains as (
    select
      customer_id,
      affiliate_code as main_affiliate,
      annual_purchases::double / sum(annual_purchases) over (
        partition by
          customer_id
      ) as main_share
    from
      marts.customer_affiliates
    where
      annual_purchases > 0
    qualify
      row_number() over (
        partition by
          customer_id
        order by
          annual_purchases desc,
          affiliate_code
      ) = 1
  ),
  districts as (
    select
      visits.customer_id,
      branches.zone,
      branches.district,
      sum(visits.visits) as visits
    from
      intermediate.int_branch_visits as visits
      join marts.affiliate_branches as branches using (branch_code)
    where
      branches.is_listed
    group by all
  ),
  places as (
    select
      customer_id,
      zone,
      district
    from
      districts
    qualify
      row_number() over (
        partition by
          customer_id
        order by
          visits desc,
          district
      ) = 1
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
      marts.customers as customers
      left join mains using (customer_id)
      left join places using (customer_id)
      left join prices using (customer_id)
  )
select
  *
from
  habits

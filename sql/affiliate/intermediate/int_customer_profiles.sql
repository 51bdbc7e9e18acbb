-- One row per registered customer: what is known at the start of $as_of without looking at anybody else.
-- grain: customer_id
with
  known as (
    from
      intermediate.int_snapshot_customers
    where
      cut_date = $as_of
  ),
  affiliates as (
    select
      list(
        affiliate_code
        order by
          affiliate_code
      ) as affiliate_codes
    from
      intermediate.int_affiliate_codes
  ),
  counts as (
    select
      customer_id,
      map_from_entries(list((affiliate_code, annual_purchases))) as purchases_by_code
    from
      intermediate.int_snapshot_activity
    where
      cut_date = $as_of
    group by all
  ),
  tops as (
    select
      customer_id,
      list(
        category
        order by
          rank
      ) as top_categories
    from
      intermediate.int_customer_categories
    where
      rank <= 5
    group by all
  ),
  profiles as (
    select
      customers.customer_id,
      customers.gender,
      customers.age_band,
      customers.home_zone,
      known.latest_affiliate,
      coalesce(lists.used_affiliates, []) as used_affiliates,
      coalesce(known.affiliates_used, 0) as affiliates_used,
      coalesce(known.visits, 0) as visits,
      coalesce(known.spend, 0)::double as spend,
      coalesce(known.active_days, 0) as active_days,
      known.first_active_on,
      known.last_active_on,
      known.span_days,
      known.recency_days,
      known.tenure_days,
      known.spend::double / known.active_days as mean_day_spend,
      known.mean_gap_days,
      known.retail_gap_days,
      known.partner_gap_days,
      known.payment_gap_days,
      coalesce(known.annual_affiliates, 0) as annual_affiliates,
      coalesce(known.annual_purchases, 0) as annual_purchases,
      coalesce(known.annual_retail_purchases, 0) as annual_retail_purchases,
      coalesce(known.annual_partner_purchases, 0) as annual_partner_purchases,
      coalesce(known.annual_payments, 0) as annual_payments,
      list_transform(affiliate_codes, lambda code: coalesce(purchases_by_code[code], 0)) as annual_purchases_by_affiliate,
      case
        when known.annual_payments >= 180 then 'heavy'
        when known.annual_payments >= 52 then 'medium'
        when known.annual_payments >= 12 then 'light'
        when known.annual_payments >= 2 then 're-use'
        when known.annual_payments = 1 then 'once'
        else 'none'
      end as payment_band,
      known.annual_online_purchases::double / nullif(known.annual_purchases, 0) as annual_online_share,
      coalesce(known.annual_amount, 0)::double as annual_amount,
      coalesce(known.annual_retail_amount, 0)::double as annual_retail_amount,
      coalesce(known.annual_partner_amount, 0)::double as annual_partner_amount,
      coalesce(known.annual_payment_amount, 0)::double as annual_payment_amount,
      known.annual_amount::double / nullif(known.annual_purchases, 0) as mean_purchase_amount,
      coalesce(tops.top_categories, []) as top_categories
    from
      staging.stg_customers as customers
      cross join affiliates
      left join known using (customer_id)
      left join counts using (customer_id)
      left join intermediate.int_snapshot_lists as lists on lists.customer_id = customers.customer_id
      and lists.cut_date = $as_of
      left join tops using (customer_id)
  )
select
  *
from
  profiles

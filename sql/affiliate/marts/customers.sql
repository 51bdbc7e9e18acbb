-- One row per registered customer, as known at the start of $as_of.
-- grain: customer_id
with
  valued as (
    select
      profiles.*,
      tops.top_category_prices::double as top_category_prices,
      mean_purchase_amount * typical.purchases as formula_annual_value,
      case
        when span_days is null then 0
        else greatest(span_days, 1) / 365
      end::double as formula_years,
      formula_annual_value * formula_years as formula_lifetime_value
    from
      intermediate.int_customer_profiles as profiles
      left join intermediate.int_typical_purchases as typical on true
      left join intermediate.int_customer_tops as tops using (customer_id)
  )
select
  *
from
  valued

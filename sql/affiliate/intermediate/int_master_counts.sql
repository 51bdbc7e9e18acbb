-- One row per kind of cleaning of customers, products and branches.
-- grain: kind
with
  customer_counts as (
    select
      count(*) filter(
        where
          gender = 'unknown'
      )::integer as customers_of_unknown_gender,
      count(*) filter(
        where
          age_band = 'unknown'
      )::integer as customers_of_unknown_age,
      count(*) filter(
        where
          home_zone = 'unknown'
      )::integer as customers_of_unknown_zone,
      count(*) filter(
        where
          customer_id not in (
            select
              customer_id
            from
              intermediate.int_visits
          )
      )::integer as customers_without_purchase
    from
      staging.stg_customers
  ),
  product_counts as (
    select
      count(*) filter(
        where
          is_listed
          and category = 'unknown'
      )::integer as products_without_category,
      count(*) filter(
        where
          not is_listed
      )::integer as products_added,
      count(*) filter(
        where
          buyers = 0
      )::integer as products_never_bought
    from
      intermediate.int_products
  ),
  branch_counts as (
    select
      count(*) filter(
        where
          is_dummy
      )::integer as dummy_branches_added,
      count(*) filter(
        where
          not is_dummy
          and not is_listed
      )::integer as unknown_branches_added,
      count(*) filter(
        where
          not is_used
      )::integer as branches_never_used
    from
      intermediate.int_branches
  ),
  counts as (
    select
      'demographics' as source_table,
      kind,
      occurrences
    from
      customer_counts
    unpivot (occurrences for kind in (*))
    union all
    select
      'products',
      kind,
      occurrences
    from
      product_counts
    unpivot (occurrences for kind in (*))
    union all
    select
      'branches',
      kind,
      occurrences
    from
      branch_counts
    unpivot (occurrences for kind in (*))
  )
select
  *
from
  counts

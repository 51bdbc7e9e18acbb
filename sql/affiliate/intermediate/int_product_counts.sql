-- One row per kind of cleaning of products.
-- grain: kind
with
  counts as (
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
  kinds as (
    select
      'products' as source_table,
      kind,
      occurrences
    from
      counts
    unpivot (occurrences for kind in (*))
  )
select
  *
from
  kinds

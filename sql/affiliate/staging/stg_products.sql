-- One row per catalogued product.
-- grain: product_code
with
  source as (
    from
      raw.products
  ),
  renamed as (
    select
      pd_c as product_code,
      pd_nm as product_name,
      clac_hlv_nm as category,
      clac_mcls_nm as subcategory
    from
      source
  )
select
  *
from
  renamed

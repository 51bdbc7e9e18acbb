-- One row per registered customer; what the source does not know is 'unknown'.
-- grain: customer_id
with
  source as (
    from
      raw.demographics
  ),
  renamed as (
    select
      cust as customer_id,
      case ma_fem_dv
        when '여성' then 'female'
        when '남성' then 'male'
        else coalesce(ma_fem_dv, 'unknown')
      end as gender,
      coalesce(replace(ages, '대', 's'), 'unknown') as age_band,
      coalesce(zon_hlv, 'unknown') as home_zone
    from
      source
  )
select
  *
from
  renamed

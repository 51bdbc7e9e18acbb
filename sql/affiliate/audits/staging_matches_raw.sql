-- One row per table whose staging lost, invented or changed something; merged lines count once.
-- grain: table_name
with
  raw_tables as (
    select
      'customers' as table_name,
      count(*) as rows,
      0 as total
    from
      raw.demographics
    union all
    select
      'products',
      count(*),
      0
    from
      raw.products
    union all
    select
      'branches',
      count(*),
      0
    from
      raw.branches
    union all
    select
      'purchases',
      count(distinct (cust, rct_no, chnl_dv, cop_c, br_c, pd_c, de_dt, de_hr)),
      sum(buy_am) + sum(buy_ct)
    from
      raw.purchases
    union all
    select
      'partner_visits',
      count(distinct (cust, rct_no, cop_c, br_c, chnl_dv, de_dt, vst_dt, de_hr)),
      sum(buy_am)
    from
      raw.visits
    union all
    select
      'payments',
      count(distinct (cust, rct_no, cop_c, chnl_dv, de_dt, de_hr)),
      sum(buy_am)
    from
      raw.payments
  ),
  staging_tables as (
    select
      'customers' as table_name,
      count(*) as rows,
      0 as total
    from
      staging.stg_customers
    union all
    select
      'products',
      count(*),
      0
    from
      staging.stg_products
    union all
    select
      'branches',
      count(*),
      0
    from
      staging.stg_branches
    union all
    select
      'purchases',
      count(*),
      sum(amount) + sum(units)
    from
      staging.stg_purchases
    union all
    select
      'partner_visits',
      count(*),
      sum(amount)
    from
      staging.stg_partner_visits
    union all
    select
      'payments',
      count(*),
      sum(amount)
    from
      staging.stg_payments
  ),
  compared as (
    select
      table_name,
      raw_tables.rows as raw_rows,
      staging_tables.rows as staging_rows,
      raw_tables.total as raw_total,
      staging_tables.total as staging_total
    from
      raw_tables
      join staging_tables using (table_name)
    where
      raw_tables.rows <> staging_tables.rows
      or raw_tables.total is distinct from staging_tables.total
  )
select
  *
from
  compared

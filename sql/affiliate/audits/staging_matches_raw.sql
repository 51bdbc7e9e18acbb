-- One row per table whose staging lost, invented or changed something; merged lines count as often as they came.
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
      count(*),
      sum(buy_am) + sum(buy_ct)
    from
      raw.purchases
    union all
    select
      'partner_visits',
      count(*),
      sum(buy_am)
    from
      raw.visits
    union all
    select
      'payments',
      count(*),
      sum(buy_am)
    from
      raw.payments
  ),
  compared as (
    select
      table_name,
      raw_tables.rows as raw_rows,
      staged.rows as staged_rows,
      coalesce(raw_tables.total, 0) as raw_total,
      staged.total as staged_total
    from
      raw_tables
      left join intermediate.int_staging_totals as staged using (table_name)
    where
      raw_rows is distinct from staged_rows
      or raw_total is distinct from staged_total
  )
select
  *
from
  compared

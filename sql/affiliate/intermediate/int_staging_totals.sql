-- One row per raw table as staging took it over: its rows, and the sum of amounts and units.
-- grain: table_name
with
  staged as (
    select
      table_name,
      rows,
      total
    from
      intermediate.int_staged_rows
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
  ),
  totals as (
    select
      table_name,
      sum(rows)::bigint as rows,
      sum(total)::decimal(38, 2) as total
    from
      staged
    group by all
  )
select
  *
from
  totals

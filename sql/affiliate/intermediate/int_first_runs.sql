-- One row per hour in which a customer first used an affiliate or several: a run at those begins.
-- grain: customer_id, run_number
-- Affiliates of one hour have no order: what begins in one hour is a set, and so is what it is left for.
with
  starts as (
    select
      customer_id,
      first_used_at as started_at,
      list_sort(list(affiliate_code)) as run_affiliates
    from
      intermediate.int_first_uses
    group by all
  ),
  runs as (
    select
      customer_id,
      (row_number() over in_order)::integer as run_number,
      started_at,
      run_affiliates,
      lead (started_at) over in_order as extended_at,
      lead (run_affiliates) over in_order as next_affiliates
    from
      starts
    window
      in_order as (
        partition by
          customer_id
        order by
          started_at
      )
  )
select
  *
from
  runs

-- One row per run before a customer first went back: at which affiliates, since when, and until when it is known.
-- grain: customer_id, run_number
-- A run is known until the hour of the next first use; the last one, which is still open, until $as_of.
with
  runs as (
    select
      first_runs.*,
      coalesce(extended_at, $as_of::timestamp) as until_at
    from
      intermediate.int_first_runs as first_runs
      left join intermediate.int_chain_ends as chain_ends using (customer_id)
    where
      chain_ends.ended_at is null
      or chain_ends.ended_at >= extended_at
  )
select
  *
from
  runs

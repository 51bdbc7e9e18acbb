-- One row per customer and cut with a first use in the 60 days from the cut on, and the affiliates of its hour.
-- grain: customer_id, cut_date
-- First uses of one hour have no order: any of them is the next affiliate.
with
  first_uses as (
    from
      intermediate.int_first_uses
  ),
  earliest as (
    select
      first_uses.customer_id,
      cuts.cut_date,
      min(first_uses.first_used_at) as first_used_at
    from
      first_uses
      join intermediate.int_snapshot_dates as cuts on first_uses.first_used_at >= cuts.cut_date
      and first_uses.first_used_at < cuts.outcome_until
    group by all
  ),
  outcomes as (
    select
      customer_id,
      cut_date,
      list(
        affiliate_code
        order by
          affiliate_code
      ) as next_affiliates
    from
      earliest
      join first_uses using (customer_id, first_used_at)
    group by all
  )
select
  *
from
  outcomes

-- One row per dimension of a claim and bin of it: registrants with a known outcome, and those of them who paid.
-- grain: dimension, bin
with
  counts as (
    select
      dimension,
      bin,
      count(*)::integer as registrants,
      sum(label)::integer as payers
    from
      intermediate.int_claim_bins
    group by all
  )
select
  *
from
  counts

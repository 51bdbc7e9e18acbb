-- One row per hash of a customer, a product and a day that has more than one purchase line, returns included.
-- grain: slice, day_hash
-- Nearly every line is a day of its own, and only what shares one need be grouped by it: a third of the time.
-- Where the hashes of two days are alike, both are grouped for nothing.
with
  hashes as (
    select
      hash(customer_id, product_code, purchased_at::date) as day_hash
    from
      staging.stg_purchases
  ),
  repeated as (
    select
      $slice as slice,
      day_hash
    from
      hashes
    group by all
    having
      count(*) > 1
  )
select
  *
from
  repeated

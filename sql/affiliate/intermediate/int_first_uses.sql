-- One row per affiliate a customer has used, with the hour of the first use.
-- grain: customer_id, affiliate_code
with
  visits as (
    from
      intermediate.int_visits
  ),
  first_uses as (
    select
      customer_id,
      affiliate_code,
      min(happened_at) as first_used_at
    from
      visits
    group by all
  )
select
  *
from
  first_uses

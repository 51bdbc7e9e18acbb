-- One row per next affiliate that the customer had used before the cut, or did not use in the 60 days after.
-- grain: customer_id, cut_date, affiliate_code
with
  outcomes as (
    select
      customer_id,
      cut_date,
      used_affiliates,
      unnest(next_affiliates) as affiliate_code
    from
      marts.next_affiliate_snapshots
  ),
  compared as (
    select
      outcomes.customer_id,
      outcomes.cut_date,
      outcomes.affiliate_code,
      min(visits.happened_at) as first_used_at
    from
      outcomes
      left join intermediate.int_visits as visits on visits.customer_id = outcomes.customer_id
      and visits.affiliate_code = outcomes.affiliate_code
    group by all
    having
      bool_or(list_contains(outcomes.used_affiliates, outcomes.affiliate_code))
      or first_used_at is null
      or first_used_at < outcomes.cut_date
      or first_used_at >= outcomes.cut_date + 60
  )
select
  *
from
  compared

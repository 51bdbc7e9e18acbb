-- One row per source in which anybody bought in the year before $as_of: purchases of the customer in the middle.
-- grain: purchases
select
  median(purchases) as purchases
from
  intermediate.int_annual_purchases
having
  count(*) > 0

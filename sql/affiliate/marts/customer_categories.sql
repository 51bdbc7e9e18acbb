-- One row per top category of which a customer bought in the year before $as_of; rank 1 is the most bought.
-- grain: customer_id, category
select
  customer_id,
  category,
  lines,
  units::double as units,
  amount::double as amount,
  rank
from
  intermediate.int_customer_categories

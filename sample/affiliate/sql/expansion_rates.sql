-- One row per customer: affiliates adopted per unit of the clock, so that a persona's mean comes out as printed.
-- grain: customer
with shares as (
  select
    persona,
    avg((exit_clock - entry_clock)::decimal(9, 6)) as clock_share
  from customers
  group by all
)

select
  customers.customer,
  customers.expansions / greatest(shares.clock_share, 0.05) as per_clock
from customers
inner join shares on shares.persona = customers.persona

-- One row per customer: how fast each unused affiliate is adopted, per unit of the clock, so that a persona's mean
-- number of affiliates comes out as printed.
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
  -ln(1 - least(customers.expansions, 12) / 13) / greatest(shares.clock_share, 0.05) as per_clock
from customers
inner join shares on shares.persona = customers.persona

-- One row per customer that adopts one more affiliate: an exponential wait, then a race among the unused.
-- grain: customer
with waited as (
  select
    steps.customer,
    steps.affiliate as latest,
    steps.used,
    steps.clock - ln(uniform(steps.customer, 'wait ' || $step::varchar)) 
      / (expansion_rates.per_clock * (14 - $step)) as clock
  from steps
  inner join expansion_rates on expansion_rates.customer = steps.customer
  where steps.step = $step - 1
),

chosen as (
  select
    waited.customer,
    arg_max(
      affinities.affiliate,
      affinities.next_pull
        + transition_pulls.pull
        - ln(-ln(uniform(waited.customer * 16 + affinities.affiliate, 'choice ' || $step::varchar)))
    ) as affiliate,
    any_value(waited.clock) as clock,
    any_value(waited.used) as used
  from waited
  inner join customers on customers.customer = waited.customer
  inner join affinities on affinities.customer = waited.customer
  inner join transition_pulls
    on transition_pulls.level = waited.latest and transition_pulls.affiliate = affinities.affiliate
  where waited.clock < customers.exit_clock
    and (waited.used >> affinities.affiliate) & 1 = 0
  group by waited.customer
)

select
  customer,
  $step::integer as step,
  affiliate,
  clock,
  used | (1 << affiliate)::integer as used
from chosen

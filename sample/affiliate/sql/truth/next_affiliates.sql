-- One row per customer, month start and affiliate not used before it: the planted probability of being the first
-- new affiliate within 60 days, given the customer's latent state at the cut. Zero once the customer has left.
-- grain: cust, cut_date, affiliate
with reached as (
  select
    cuts.day as cut_day,
    cuts.date as cut_date,
    steps.customer,
    max(steps.step) as step
  from steps
  cross join cuts
  where floor(moment(steps.clock)) < cuts.day
    and steps.customer >= $first_customer
    and steps.customer < $end_customer
  group by all
),

states as (
  select
    reached.cut_day,
    reached.cut_date,
    reached.customer,
    customers.cust,
    steps.affiliate as latest,
    steps.used,
    customers.exit_at >= reached.cut_day as is_active,
    (13 - reached.step) * expansion_rates.per_clock * 0.7 / ($days - 31) as expansion_rate,
    customers.exit_per_day
  from reached
  inner join steps on steps.customer = reached.customer and steps.step = reached.step
  inner join customers on customers.customer = reached.customer
  inner join expansion_rates on expansion_rates.customer = reached.customer
),

weighted as (
  select
    states.*,
    affinities.affiliate,
    exp(affinities.next_pull + transition_pulls.pull) as weight
  from states
  inner join affinities on affinities.customer = states.customer
  inner join transition_pulls
    on transition_pulls.level = states.latest and transition_pulls.affiliate = affinities.affiliate
  where (states.used >> affinities.affiliate) & 1 = 0
),

totals as (
  select
    cut_day,
    customer,
    -- A sum in a fixed order: the last bits of a plain one depend on the threads.
    list_sum(list(weight order by affiliate)) as weight
  from weighted
  group by all
)

select
  weighted.cust,
  weighted.cut_date,
  affiliates.code as affiliate,
  case
    when weighted.is_active then
      expansion_rate / (expansion_rate + exit_per_day)
      * (1 - exp(-60 * (expansion_rate + exit_per_day)))
      * (weighted.weight / totals.weight)
    else 0
  end as probability
from weighted
inner join totals on totals.cut_day = weighted.cut_day and totals.customer = weighted.customer
inner join affiliates on affiliates.affiliate = weighted.affiliate
order by weighted.customer, weighted.cut_day, weighted.affiliate

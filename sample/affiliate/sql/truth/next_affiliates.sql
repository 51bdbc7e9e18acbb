-- One row per customer, month start and affiliate not used before it: the planted probability of being the first
-- new affiliate within 60 days, given the customer's latent state at the cut. Zero once the customer has left.
-- grain: cust, cut_date, affiliate
with states as (
  select
    cuts.day as cut_day,
    cuts.date as cut_date,
    steps.customer,
    steps.affiliate as latest,
    13 - steps.step as unused,
    steps.used
  from steps
  inner join cuts on moment(steps.clock) < cuts.day
  qualify row_number() over (partition by cuts.day, steps.customer order by steps.step desc) = 1
),

timed as (
  select
    states.*,
    customers.cust,
    customers.exit_at >= states.cut_day as is_active,
    states.unused * expansion_rates.per_clock * 0.7 / ($days - 31) as expansion_rate,
    customers.exit_per_day
  from states
  inner join customers on customers.customer = states.customer
  inner join expansion_rates on expansion_rates.customer = states.customer
),

weighted as (
  select
    timed.*,
    affinities.affiliate,
    exp(affinities.next_pull + transition_pulls.pull) as weight,
    case
      when timed.is_active then
        expansion_rate / (expansion_rate + exit_per_day)
        * (1 - exp(-60 * (expansion_rate + exit_per_day)))
      else 0
    end as probability_any
  from timed
  inner join affinities on affinities.customer = timed.customer
  inner join transition_pulls
    on transition_pulls.level = timed.latest and transition_pulls.affiliate = affinities.affiliate
  where (timed.used >> affinities.affiliate) & 1 = 0
)

select
  weighted.cust,
  weighted.cut_date,
  affiliates.code as affiliate,
  (weighted.probability_any * weighted.weight / sum(weighted.weight) over (
    partition by weighted.cut_day, weighted.customer
    order by weighted.affiliate
    rows between unbounded preceding and unbounded following
  ))::decimal(9, 7)::double as probability
from weighted
inner join affiliates on affiliates.affiliate = weighted.affiliate
order by weighted.cut_day, weighted.cust, weighted.affiliate

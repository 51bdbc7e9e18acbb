-- One row per customer and affiliate with branches: the branch it goes to, in its own zone when there is one.
-- grain: customer, affiliate
with totals as (
  select
    affiliate,
    count(*)::integer as branches
  from branches
  group by all
),

counted as (
  select
    pairs.customer,
    pairs.affiliate,
    customers.zone,
    totals.branches,
    floor(uniform(pairs.customer * 16 + pairs.affiliate, 'branch') * totals.branches)::integer as far_position,
    floor(uniform(pairs.customer * 16 + pairs.affiliate, 'near') * first_branches.branches)::integer
      as near_position
  from pairs
  inner join customers on customers.customer = pairs.customer
  inner join totals on totals.affiliate = pairs.affiliate
  left join local_branches as first_branches
    on first_branches.affiliate = pairs.affiliate
    and first_branches.zone = customers.zone
    and first_branches.position = 0
)

select
  counted.customer,
  counted.affiliate,
  counted.branches,
  coalesce(local_branches.br_c, branch_positions.br_c) as home_branch
from counted
inner join branch_positions
  on branch_positions.affiliate = counted.affiliate and branch_positions.position = counted.far_position
left join local_branches
  on local_branches.affiliate = counted.affiliate
  and local_branches.zone = counted.zone
  and local_branches.position = counted.near_position

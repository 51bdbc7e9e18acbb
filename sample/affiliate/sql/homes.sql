-- One row per customer and affiliate with branches: the branch it goes to, in its own zone when there is one.
-- grain: customer, affiliate
with numbered as (
  select
    *,
    (row_number() over (partition by affiliate, zone order by br_c))::integer - 1 as zone_position,
    count(*) over (partition by affiliate, zone)::integer as zone_branches
  from branches
),

totals as (
  select affiliate, count(*)::integer as branches from branches group by all
),

local_counts as (
  select distinct affiliate, zone, zone_branches from numbered
)

select
  pairs.customer,
  pairs.affiliate,
  coalesce(near.br_c, anywhere.br_c) as home_branch,
  totals.branches
from pairs
inner join customers on customers.customer = pairs.customer
inner join totals on totals.affiliate = pairs.affiliate
inner join branch_positions as anywhere
  on anywhere.affiliate = pairs.affiliate
  and anywhere.position
  = floor(uniform(pairs.customer * 16 + pairs.affiliate, 'branch') * totals.branches)::integer
left join local_counts on local_counts.affiliate = pairs.affiliate and local_counts.zone = customers.zone
left join numbered as near
  on near.affiliate = pairs.affiliate
  and near.zone = customers.zone
  and near.zone_position
  = floor(uniform(pairs.customer * 16 + pairs.affiliate, 'near') * local_counts.zone_branches)::integer

-- One row per retail receipt, with its branch; online receipts have none. Lines of the same product merge later,
-- hence 3.5 % more of them.
-- grain: receipt
select
  $receipts_before + row_number() over (order by events.event) as receipt,
  events.customer,
  events.persona,
  events.affiliate,
  events.day,
  events.hour,
  events.is_online,
  case
    when events.is_online then null
    when uniform(events.event, 'home') < 0.8 then homes.home_branch
    else branch_positions.br_c
  end as br_c,
  customers.style,
  affiliates.price_factor,
  1 + least(draw_geometric(affiliates.lines_per_visit * 1.035 - 1, events.event, 'lines'), 40) as line_count
from events
inner join customers on customers.customer = events.customer
inner join affiliates on affiliates.affiliate = events.affiliate
left join homes on homes.customer = events.customer and homes.affiliate = events.affiliate
left join branch_positions
  on branch_positions.affiliate = events.affiliate
  and branch_positions.position = floor(uniform(events.event, 'elsewhere') * homes.branches)::integer
where events.stream = 'retail'

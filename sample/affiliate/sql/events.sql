-- One row per visit: the first use of each affiliate, then visits by the calendar, their number Poisson
-- with a Gamma(3) rate: the sum of three geometrics.
-- grain: event
with streams as (
  select *, stream as visit_stream, activity as strength
  from pairs
  where stream <> 'payment' and customer >= $first_customer and customer < $end_customer
  union all
  select *, 'payment' as visit_stream, payment_activity as strength
  from pairs
  where payment_activity > 0 and customer >= $first_customer and customer < $end_customer
),

windows as (
  select
    streams.*,
    opened.first as first_slot,
    closed.first + closed.count as end_slot,
    visit_rates.rate * streams.strength * (closed.first + closed.count - opened.first - opened.count) / 65536
      as mean_visits,
    opened.count as opened_count,
    (streams.customer::bigint * 16 + streams.affiliate) * 2 + (visit_stream = 'payment')::integer as pair
  from streams
  inner join visit_rates
    on visit_rates.persona = streams.persona
    and visit_rates.affiliate = streams.affiliate
    and visit_rates.stream = streams.visit_stream
  inner join calendar_ranges as opened
    on opened.stream = streams.visit_stream and opened.value = streams.first_day
  inner join calendar_ranges as closed
    on closed.stream = streams.visit_stream and closed.value = streams.last_day
),

counted as (
  select
    *,
    case when stream = visit_stream then 1 else 0 end as first_visits,
    case when mean_visits > 0 then least(
      draw_geometric(mean_visits / 3, pair, 'visits 1')
        + draw_geometric(mean_visits / 3, pair, 'visits 2')
        + draw_geometric(mean_visits / 3, pair, 'visits 3'),
      4000
    ) else 0 end as later_visits
  from windows
),

numbered as (
  select
    *,
    unnest(range(1 - first_visits, later_visits + 1))::integer as number
  from counted
),

placed as (
  select
    *,
    pair * 4096 + number as event,
    case
      when number > 0 then
        first_slot + opened_count
        + floor(uniform(pair * 4096 + number, 'day') * (end_slot - first_slot - opened_count))::integer
      else first_slot
    end as day_slot
  from numbered
)

select
  placed.event,
  placed.customer,
  placed.persona,
  placed.affiliate,
  placed.visit_stream as stream,
  calendar_slots.value as day,
  hour_slots.value as hour,
  case
    when placed.visit_stream = 'payment' then uniform(placed.event, 'online') < affiliates.payment_online_share
    else uniform(placed.event, 'online') < placed.online_share
  end as is_online
from placed
inner join affiliates on affiliates.affiliate = placed.affiliate
inner join calendar_slots
  on calendar_slots.stream = placed.visit_stream and calendar_slots.slot = placed.day_slot
inner join hour_slots
  on hour_slots.stream = placed.visit_stream and hour_slots.slot = slot(placed.event, 'hour')

-- One row per customer: the latent truth everything else is drawn from.
-- grain: customer
with drawn as (
  select
    i::integer as customer,
    slot(i, 'persona') as persona_slot,
    slot(i, 'zone') as zone_slot,
    slot(i, 'age') as age_slot,
    exp(0.4 * normal(i, 'activity') - 0.08) as activity
  from range($customers) as numbers(i)
),

described as (
  select
    drawn.customer,
    'M' || lpad((((drawn.customer::bigint + $seed) * 387420489 + 57015261) % 1000000000)::varchar, 9, '0') as cust,
    persona_slots.value as persona,
    zone_slots.value as zone,
    age_slots.value as age,
    uniform(drawn.customer, 'gender') < personas.female_share as is_female,
    uniform(drawn.customer, 'payer') < personas.payer_share as is_payer,
    drawn.activity,
    personas.visits,
    personas.exit_rate,
    personas.affiliates_used,
    personas.online_factor,
    1 + floor(4 * uniform(drawn.customer, 'style'))::integer as style,
    uniform(drawn.customer, 'empty') < 0.0013 as is_empty
  from drawn
  inner join persona_slots on persona_slots.slot = drawn.persona_slot
  inner join zone_slots on zone_slots.slot = drawn.zone_slot
  inner join age_slots
    on age_slots.persona = persona_slots.value and age_slots.slot = drawn.age_slot
  inner join personas on personas.persona = persona_slots.value
),

timed as (
  select
    *,
    -ln(uniform(customer, 'entry')) * $days / (visits * activity) as waited,
    -ln(uniform(customer, 'exit')) * $days / exit_rate as lived
  from described
),

entered as (
  select
    *,
    case
      when is_empty then null
      when waited < $days - 1 then waited
      else uniform(customer, 'late') * ($days - 1)
    end as entry_at
  from timed
)

select
  customer,
  cust,
  persona,
  zone,
  age,
  is_female,
  is_payer,
  style,
  activity,
  online_factor,
  entry_at,
  entry_at + lived as exit_at,
  exit_rate / $days as exit_per_day,
  elapsed(entry_at) as entry_clock,
  elapsed(least(entry_at + lived, $days)) as exit_clock,
  (affiliates_used - 1) * pow(activity, 0.4) / exp(-0.02) as expansions
from entered

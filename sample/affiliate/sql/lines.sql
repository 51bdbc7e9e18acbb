-- One row per purchase line, repeated lines included.
-- grain: line, copy
with numbered as (
  select
    *,
    receipt * 64 + unnest(range(line_count)) as line
  from receipts
),

categorised as (
  select
    numbered.*,
    category_slots.value as category,
    uniform(line, 'habit') < 0.5 as is_habit,
    floor(8 * uniform(line, 'which habit'))::integer as habit
  from numbered
  inner join category_slots
    on category_slots.persona = numbered.persona
    and category_slots.affiliate = numbered.affiliate
    and category_slots.slot = case
      when uniform(line, 'taste') < 0.35 then slot(customer * 4 + floor(3 * uniform(line, 'which taste')), 'taste')
      else slot(line, 'category')
    end
),

chosen as (
  select
    categorised.*,
    products.product,
    products.log_price,
    uniform(line, 'repeat') as repeat_draw
  from categorised
  inner join product_slots
    on product_slots.category = categorised.category
    and product_slots.style = case when uniform(line, 'own style') < 0.6 then categorised.style else 0 end
    and product_slots.slot = case
      when is_habit then slot((customer::bigint * 64 + categorised.category) * 8 + habit, 'habit product') // 8
      else slot(line, 'product') // 8
    end
  inner join products on products.product = product_slots.value
),

repeated as (
  select
    *,
    unnest(range(case when repeat_draw < $repeat_share then 2 else 1 end))::integer as copy
  from chosen
)

select
  line,
  copy,
  receipt,
  customer,
  affiliate,
  day,
  hour,
  is_online,
  br_c,
  product,
  1 + draw_geometric(0.27, line, 'units')
    + case when copy > 0 and repeat_draw >= $identical_share then 1 else 0 end as units,
  greatest(
    10,
    10 * round(
      exp(log_price + 0.15 * normal(line, 'price')) * price_factor / 10
    )::bigint
  ) as price
from repeated

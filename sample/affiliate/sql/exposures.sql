-- One row per persona, affiliate and day: activity (in thousandths) that starts less activity that ends, and first uses.
-- grain: persona, affiliate, day
with changes as (
  select persona, affiliate, first_day + 1 as day, activity, payment_activity, 1 as adoptions
  from pairs
  union all
  select persona, affiliate, last_day + 1, -activity, -payment_activity, 0
  from pairs
)

select
  persona,
  affiliate,
  day,
  sum(round(activity * 1000)::bigint)::double as activity,
  sum(round(payment_activity * 1000)::bigint)::double as payment_activity,
  sum(adoptions)::integer as adoptions
from changes
group by all
order by persona, affiliate, day

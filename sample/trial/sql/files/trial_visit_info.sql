-- One row per customer and day of use, with a few duplicates; about 5 % lack the times of entry and exit.
with days as (
  select
    visit,
    registrant,
    site,
    min(opens_at)::date as date,
    min(enters_at) as enters_at,
    max(leaves_at) as leaves_at,
    sum(seconds)::integer as seconds
  from sessions
  group by all
)

select
  days.date,
  registrants.user_id,
  sites.site_id,
  strftime(timestamp '2000-01-01' + to_seconds(days.seconds), '%H:%M:%S') as stay_time,
  days.seconds as stay_time_second,
  case when uniform(days.visit, 'no times') >= 0.049 then days.enters_at end as first_enter_time,
  case when uniform(days.visit, 'no times') >= 0.049 then days.leaves_at end as last_leave_time
from (
  select *, unnest(range(case when uniform(visit, 'listed twice') < 0.004 then 2 else 1 end))
  from days
) as days
inner join registrants on registrants.registrant = days.registrant
inner join sites on sites.site = days.site
where days.leaves_at < $as_of::timestamp
order by days.date, registrants.user_id

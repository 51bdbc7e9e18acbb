-- One row per door event; one exit in a hundred was not recorded.
-- grain: id
with events as (
  select visit, session, registrant, site, enters_at as happened_at, 1 as checkin
  from sessions
  union all
  select visit, session, registrant, site, leaves_at, 0
  from sessions
  where uniform(visit * 32 + session, 'lost exit') >= 0.01
)

select
  row_number() over (order by events.happened_at, registrants.user_id, events.checkin) as id,
  registrants.user_id,
  sites.site_id,
  events.happened_at as "timestamp",
  events.checkin
from events
inner join registrants on registrants.registrant = events.registrant
inner join sites on sites.site = events.site
where events.happened_at < $as_of::timestamp
order by id

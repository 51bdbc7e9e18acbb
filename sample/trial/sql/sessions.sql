-- One row per stay inside: from a door entry to the exit after it.
-- grain: visit, session
with sited as (
  select
    visits.*,
    case
      when visits.opens_at >= sites.opens_at then visits.wished_site
      else visits.old_site
    end as site
  from visits
  inner join sites on sites.site = visits.wished_site
),

numbered as (
  select
    *,
    unnest(range(1, sessions + 1))::integer as session
  from sited
),

weighted as (
  select
    *,
    300 + floor(1000 * uniform(visit * 32 + session, 'length'))::bigint as weight
  from numbered
),

summed as (
  select
    *,
    sum(weight) over (partition by visit order by session) as weight_so_far,
    sum(weight) over (partition by visit) as weight_total
  from weighted
),

timed as (
  select
    *,
    (stay_seconds * (weight_so_far - weight) // weight_total)::integer as inside_before,
    (stay_seconds * weight_so_far // weight_total)::integer as inside_after,
    case when sessions > 1 then pause_seconds * (session - 1) // (sessions - 1) else 0 end::integer as paused
  from summed
)

select
  registrant,
  visit,
  session,
  site,
  opens_at,
  entered_at + to_seconds(inside_before + paused) as enters_at,
  entered_at + to_seconds(inside_after + paused) as leaves_at,
  inside_after - inside_before as seconds,
  sum(inside_after - inside_before) over (partition by registrant order by visit, session)::integer
    as seconds_so_far,
  row_number() over (partition by registrant order by visit, session)::integer as entries_so_far,
  dense_rank() over (partition by registrant order by visit)::integer as days_so_far
from timed

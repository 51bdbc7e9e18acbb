-- One row per district and affiliate with a branch in the district's zone: the one to send somebody to.
-- grain: zone, district, affiliate_code
-- Zones and districts are masked, so that nearest means in the same district, else in the zone; there the most
-- visited branch wins. District unknown stands for customers of whom only the zone is known.
with
  visited as (
    select
      branch_code,
      sum(visits) as visits
    from
      intermediate.int_branch_visits
    group by all
  ),
  branches as (
    select
      branches.branch_code,
      branches.affiliate_code,
      branches.zone,
      branches.district,
      coalesce(visited.visits, 0) as visits
    from
      marts.affiliate_branches as branches
      left join visited using (branch_code)
    where
      branches.is_listed
  ),
  places as (
    select distinct
      zone,
      district
    from
      branches
    union
    select
      zone,
      'unknown'
    from
      branches
  ),
  nearest as (
    select
      places.zone,
      places.district,
      branches.affiliate_code,
      branches.branch_code,
      branches.district as branch_district,
      branches.district = places.district as is_same_district,
      branches.visits::integer as visits
    from
      places
      join branches using (zone)
    qualify
      row_number() over (
        partition by
          places.zone,
          places.district,
          branches.affiliate_code
        order by
          branches.district = places.district desc,
          branches.visits desc,
          branches.branch_code
      ) = 1
  )
select
  *
from
  nearest

-- One row per branch: the affiliates with few branches stand where the spec's partner rows are, in Z17.
-- grain: branch
with places as (
  select
    zone,
    district,
    row_number() over (
      order by case when zone = 16 and place <= 60 then 0 else 1 end, uniform(zone * 10000 + place, 'place')
    ) as branch
  from (
    select
      zone,
      unnest(range(1, branches + 1))::integer as place,
      1 + (unnest(range(1, branches + 1)) % districts)::integer as district
    from zones
  )
),

shops as (
  select
    affiliate,
    code,
    number,
    row_number() over (
      order by case when code in ('C02', 'E01') then 0 else 1 end, uniform(affiliate * 10000 + number, 'shop')
    ) as branch
  from (select affiliate, code, unnest(range(1, branches + 1))::integer as number from affiliates)
)

select
  shops.affiliate,
  shops.code || lpad(shops.number::varchar, 4, '0') as br_c,
  shops.code as cop_c,
  places.zone,
  'Z' || lpad((places.zone + 1)::varchar, 2, '0') as zon_hlv,
  'Z' || lpad((places.zone + 1)::varchar, 2, '0') || lpad(places.district::varchar, 3, '0') as zon_mcls
from shops
inner join places on places.branch = shops.branch

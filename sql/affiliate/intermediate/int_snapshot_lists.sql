-- One row per customer and cut with a visit or return before it: visits by affiliate, in the order of the codes.
-- grain: customer_id, cut_date
with
  affiliates as (
    select
      list(
        affiliate_code
        order by
          affiliate_code
      ) as affiliate_codes
    from
      intermediate.int_affiliate_codes
  ),
  -- One number for each affiliate, of 16 bits for its place, 16 for the visits of 90 days, of which an hour has two at most, and 32
  -- for all visits: what an aggregate lists stays in memory, and three lists would take two and a half times as much.
  packed as (
    select
      customer_id,
      cut_date,
      list(
        (list_position(affiliate_codes, affiliate_code)::bigint << 48) | (visits_90d::bigint << 32) | visits
      ) as used
    from
      intermediate.int_snapshot_activity
      cross join affiliates
    group by all
  ),
  counts as (
    select
      customer_id,
      cut_date,
      list_transform(used, lambda item: item >> 48) as places,
      list_transform(used, lambda item: ((item >> 32) & 65535)::integer) as visits_90d,
      list_transform(used, lambda item: (item & 4294967295)::integer) as visits
    from
      packed
  ),
  lists as (
    select
      customer_id,
      cut_date,
      affiliate_codes,
      -- By place: maps would take more than twice as long.
      list_transform(
        affiliate_codes,
        lambda code,
        place: coalesce(visits[list_position(places, place)], 0)
      ) as visits_by_affiliate,
      list_transform(
        affiliate_codes,
        lambda code,
        place: coalesce(visits_90d[list_position(places, place)], 0)
      ) as visits_90d_by_affiliate
    from
      counts
      cross join affiliates
  ),
  described as (
    select
      * exclude (affiliate_codes),
      list_filter(affiliate_codes, lambda code, place: visits_by_affiliate[place] > 0) as used_affiliates
    from
      lists
  )
select
  *
from
  described

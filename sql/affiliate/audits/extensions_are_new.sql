-- One row per event whose used or next affiliates, or visits by affiliate, are not those of the visits before its hour.
-- grain: customer_id, event_number
-- Counted from all visits, without runs: a label among the used ones, or a count of a later visit, cannot agree.
with
  affiliates as (
    select
      list(
        affiliate_code
        order by
          affiliate_index
      ) as affiliate_codes
    from
      marts.affiliates
  ),
  claimed as (
    select
      customer_id,
      event_number,
      used_affiliates,
      next_affiliates,
      visits_by_affiliate
    from
      marts.extension_events
  ),
  history as (
    select
      events.customer_id,
      events.event_number,
      visits.affiliate_code,
      count(*) filter(
        where
          visits.happened_at < events.extended_on + to_hours(events.extended_hour)
      ) as visits_before
    from
      marts.extension_events as events
      join intermediate.int_visits as visits on visits.customer_id = events.customer_id
      and visits.happened_at <= events.extended_on + to_hours(events.extended_hour)
    group by all
  ),
  counted as (
    select
      customer_id,
      event_number,
      list_sort(
        list(affiliate_code) filter(
          where
            visits_before > 0
        )
      ) as used_affiliates,
      list_sort(
        list(affiliate_code) filter(
          where
            visits_before = 0
        )
      ) as next_affiliates,
      map_from_entries(list((affiliate_code, visits_before))) as visits_by_code
    from
      history
    group by all
  ),
  recounted as (
    select
      customer_id,
      event_number,
      used_affiliates,
      next_affiliates,
      list_transform(affiliate_codes, lambda code: coalesce(visits_by_code[code], 0)::integer)
    from
      counted
      cross join affiliates
  )
from
  claimed
except
from
  recounted

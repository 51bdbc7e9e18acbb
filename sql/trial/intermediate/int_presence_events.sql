-- One row per door event, and per last leaving of a visit row, with the number of check-ins until then.
-- grain: user_id, happened_at, site_id, is_check_in, is_from_door
-- Within one second customers leave where they were, then pass the sites in their order, in before out.
with
  door_events as (
    select
      user_id,
      site_id,
      happened_at,
      is_check_in,
      true as is_from_door
    from
      intermediate.int_door_events
    where
      disposition = 'kept'
  ),
  row_leavings as (
    select
      user_id,
      site_id,
      left_by as happened_at,
      false as is_check_in,
      false as is_from_door
    from
      intermediate.int_placed_visits
    where
      left_by <= use_ends_at
  ),
  events as (
    from
      door_events
    union all
    from
      row_leavings
  ),
  located as (
    select
      *,
      bool_or(is_check_in) over (
        partition by
          user_id,
          happened_at,
          site_id
      ) as is_also_check_in
    from
      events
  ),
  numbered as (
    select
      * exclude (is_also_check_in),
      count(*) filter(
        where
          is_check_in
      ) over (
        partition by
          user_id
        order by
          happened_at,
          is_also_check_in,
          site_id,
          is_check_in desc,
          is_from_door rows unbounded preceding
      )::integer as check_in_number
    from
      located
  )
select
  *
from
  numbered

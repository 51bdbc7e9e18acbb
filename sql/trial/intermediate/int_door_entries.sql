-- One row per check-in with the leaving that belongs to it and the check-in after it.
-- grain: user_id, entered_at, site_id
-- A check-out belongs to the last check-in before it, at the same site and within 12 hours; where none was recorded,
-- the last leaving of the visit row stands in. Whether it does never depends on anything later than itself.
with
  events as (
    from
      intermediate.int_presence_events
  ),
  entries as (
    select
      user_id,
      check_in_number,
      site_id,
      happened_at as entered_at,
      happened_at + interval 12 hours as expires_at,
      lead (happened_at) over in_order as next_entered_at,
      lead (site_id) over in_order as next_site_id
    from
      events
    where
      is_check_in
    window
      in_order as (
        partition by
          user_id
        order by
          check_in_number
      )
  ),
  exits as (
    select
      user_id,
      check_in_number,
      min(events.happened_at) as exited_at,
      min(events.happened_at) filter(
        where
          events.is_from_door
      ) as checked_out_at
    from
      entries
      join events using (user_id, check_in_number, site_id)
    where
      not events.is_check_in
      and events.happened_at <= expires_at
    group by all
  ),
  paired as (
    select
      entries.* exclude (check_in_number),
      exited_at,
      coalesce(checked_out_at = exited_at, false) as is_checked_out
    from
      entries
      left join exits using (user_id, check_in_number)
  )
select
  *
from
  paired

-- One row per check-in with the leaving that belongs to it and the check-in after it.
-- grain: user_id, entered_at, site_id
-- A check-out belongs to the last check-in before it, at the same site and within 12 hours; where none was recorded,
-- the last leaving of the visit row may stand in. Whether it does never depends on anything later than itself.
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
      left_by between registered_at and use_ends_at
  ),
  events as (
    from
      door_events
    union all
    from
      row_leavings
  ),
  numbered as (
    select
      *,
      count(*) filter(
        where
          is_check_in
      ) over (
        partition by
          user_id
        order by
          happened_at,
          is_check_in desc,
          site_id rows unbounded preceding
      ) as entry
    from
      events
  ),
  entries as (
    select
      user_id,
      entry,
      site_id,
      happened_at as entered_at,
      happened_at + interval 12 hours as expires_at,
      lead (happened_at) over by_entry as next_entered_at,
      lead (site_id) over by_entry as next_site_id
    from
      numbered
    where
      is_check_in
    window
      by_entry as (
        partition by
          user_id
        order by
          entry
      )
  ),
  exits as (
    select
      entries.user_id,
      entries.entry,
      min(numbered.happened_at) as exited_at,
      coalesce(
        exited_at = min(numbered.happened_at) filter(
          where
            numbered.is_from_door
        ),
        false
      ) as is_checked_out
    from
      entries
      join numbered on not numbered.is_check_in
      and numbered.user_id = entries.user_id
      and numbered.entry = entries.entry
      and numbered.site_id = entries.site_id
      and numbered.happened_at <= entries.expires_at
    group by all
  ),
  paired as (
    select
      entries.* exclude (entry),
      exits.exited_at,
      coalesce(exits.is_checked_out, false) as is_checked_out
    from
      entries
      left join exits using (user_id, entry)
  )
select
  *
from
  paired

-- One row per stay inside within a trial, in order, with the seconds stayed before it.
-- grain: user_id, stay_number
-- Stays of one customer do not overlap: their seconds add up. A stay that is still running ends when it would.
with
  stays as (
    select
      user_id,
      entered_at,
      site_id,
      left_at,
      ending,
      is_entry,
      is_new_session,
      true as is_from_door
    from
      intermediate.int_door_stays
    union all
    select
      user_id,
      entered_at,
      site_id,
      left_at,
      'visit_row',
      true,
      true,
      false
    from
      intermediate.int_visit_rows
    where
      disposition = 'stands_in'
  ),
  measured as (
    select
      *,
      date_diff('second', entered_at, left_at)::integer as stay_second
    from
      stays
  ),
  accumulated as (
    select
      *,
      (row_number() over in_order)::integer as stay_number,
      (sum(stay_second) over in_order - stay_second)::integer as stay_before_second
    from
      measured
    window
      in_order as (
        partition by
          user_id
        order by
          entered_at,
          is_entry desc,
          site_id rows unbounded preceding
      )
  )
select
  *
from
  accumulated

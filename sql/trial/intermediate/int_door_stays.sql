-- One row per check-in with the stay it began, and per check-out without check-in: a visit of unknown length, 0 s.
-- grain: user_id, entered_at, site_id
-- Where nothing says that the customer left, a stay ends at the next check-in or after 12 hours. A further check-in
-- at the same site continues the session; the 12 hours begin anew. A check-out after the 12 hours comes too late:
-- at the moments before it the stay had ended.
with
  entries as (
    select
      entries.*,
      least(exited_at, next_entered_at, expires_at, use_ends_at) as left_at,
      case
        when is_checked_out then 'check_out'
        when exited_at is not null then 'visit_row'
        when next_entered_at <= expires_at
        and next_site_id = site_id then 'repeated_check_in'
        when next_entered_at <= expires_at then 'check_in_elsewhere'
        when least(expires_at, use_ends_at) >= $as_of then 'open'
        when expires_at <= use_ends_at then 'twelve_hours'
        when use_ends_at < trial_ends_at then 'payment'
        else 'trial_end'
      end as ending
    from
      intermediate.int_door_entries as entries
      join intermediate.int_trials using (user_id)
  ),
  unmatched_exits as (
    select
      events.user_id,
      events.site_id,
      events.happened_at
    from
      intermediate.int_door_events as events
      anti join entries on entries.user_id = events.user_id
      and entries.site_id = events.site_id
      and entries.exited_at = events.happened_at
    where
      events.disposition = 'kept'
      and not events.is_check_in
  ),
  -- Of check-ins at two sites within one second the customer stays at the last.
  last_entries as (
    select
      *
    from
      entries
    where
      next_entered_at is distinct from entered_at
  ),
  judged_exits as (
    select
      exits.*,
      case
        when entries.ending = 'twelve_hours'
        and entries.site_id = exits.site_id then 'late_check_out'
        else 'no_check_in'
      end as ending
    from
      unmatched_exits as exits
      asof left join last_entries as entries on entries.user_id = exits.user_id
      and entries.entered_at <= exits.happened_at
  ),
  stays as (
    select
      user_id,
      entered_at,
      site_id,
      left_at,
      ending,
      true as is_entry,
      lag (ending) over (
        partition by
          user_id
        order by
          entered_at,
          site_id
      ) is distinct from 'repeated_check_in' as is_new_session
    from
      entries
    union all
    select
      user_id,
      happened_at,
      site_id,
      happened_at,
      ending,
      false,
      false
    from
      judged_exits
  )
select
  *
from
  stays

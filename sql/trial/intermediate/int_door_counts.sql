-- One row per kind of cleaning of door events and of the stays made of them.
-- grain: kind
with
  event_counts as (
    select
      coalesce(sum(raw_rows - 1), 0)::integer as duplicate_door_events,
      count(*) filter(
        where
          disposition = 'unknown_user'
      )::integer as door_events_of_unknown_users,
      count(*) filter(
        where
          disposition = 'after_as_of'
      )::integer as door_events_after_as_of,
      count(*) filter(
        where
          disposition = 'before_application'
      )::integer as door_events_before_application,
      count(*) filter(
        where
          disposition = 'after_trial'
      )::integer as door_events_after_trial,
      count(*) filter(
        where
          disposition = 'after_payment'
      )::integer as door_events_after_payment
    from
      intermediate.int_door_events
  ),
  neighboured as (
    select
      ending,
      -- Out, and within the hour in at the same site and never out: the order of a clock that was set back.
      ending = 'no_check_in'
      and lead (ending) over in_order = 'twelve_hours'
      and lead (site_id) over in_order = site_id
      and lead (entered_at) over in_order <= entered_at + interval 1 hour as is_set_back
    from
      intermediate.int_door_stays
    window
      in_order as (
        partition by
          user_id
        order by
          entered_at,
          is_entry desc,
          site_id
      )
  ),
  stay_counts as (
    select
      count(*) filter(
        where
          ending = 'no_check_in'
      )::integer as check_outs_without_check_in,
      count(*) filter(
        where
          is_set_back
      )::integer as check_outs_before_check_in,
      count(*) filter(
        where
          ending = 'late_check_out'
      )::integer as check_outs_after_12_hours,
      count(*) filter(
        where
          ending = 'repeated_check_in'
      )::integer as check_ins_repeated,
      count(*) filter(
        where
          ending = 'check_in_elsewhere'
      )::integer as stays_overlapping_elsewhere,
      count(*) filter(
        where
          ending = 'visit_row'
      )::integer as stays_ended_by_visit_row,
      count(*) filter(
        where
          ending = 'twelve_hours'
      )::integer as stays_capped_at_12_hours,
      count(*) filter(
        where
          ending = 'trial_end'
      )::integer as stays_capped_at_trial_end,
      count(*) filter(
        where
          ending = 'payment'
      )::integer as stays_capped_at_payment,
      count(*) filter(
        where
          ending = 'open'
      )::integer as stays_still_open
    from
      neighboured
  ),
  counts as (
    from
      event_counts
      cross join stay_counts
  ),
  kinds as (
    select
      'trial_access_log' as source_table,
      kind,
      occurrences
    from
      counts
    unpivot (occurrences for kind in (*))
  )
select
  *
from
  kinds

-- One row per site that has an area or was visited in a trial before $as_of.
-- grain: site_id
with
  visits as (
    select
      site_id,
      count(distinct user_id)::integer as visitors,
      count(*) filter(
        where
          is_new_session
      )::integer as session_count,
      (
        count(*) filter(
          where
            is_from_door
            and is_entry
        ) + count(*) filter(
          where
            has_checked_out
            or not is_entry
        )
      )::integer as access_count,
      sum(date_diff('second', entered_at, known_until))::double / 3600 as stay_hours
    from
      intermediate.int_moment_stays
    where
      decision_point = 'trial_end'
    group by all
  ),
  first_visits as (
    select
      first_site_id as site_id,
      count(*)::integer as first_visitors,
      count(label)::integer as first_visitors_ripe,
      coalesce(sum(label), 0)::integer as first_visitors_paid
    from
      marts.registrants
    where
      first_visited_at is not null
    group by all
  ),
  sites as (
    select
      site_id,
      area_pyeong::double as area_pyeong,
      coalesce(visitors, 0) as visitors,
      coalesce(first_visitors, 0) as first_visitors,
      coalesce(first_visitors_ripe, 0) as first_visitors_ripe,
      coalesce(first_visitors_paid, 0) as first_visitors_paid,
      coalesce(session_count, 0) as session_count,
      coalesce(access_count, 0) as access_count,
      coalesce(stay_hours, 0)::double as stay_hours
    from
      staging.stg_sites
      full join visits using (site_id)
      left join first_visits using (site_id)
  )
select
  *
from
  sites

-- One row per registrant with a known outcome and dimension of a claim, with the bin that the registrant is in.
-- grain: user_id, dimension
-- Calendar and site of the first visit are of those who came before they paid. Stay, door events and days visited are
-- of the whole trial, so only those count who had not paid by its end: a payment within it cuts the use short.
with
  trials as (
    from
      intermediate.int_trials
    where
      label is not null
  ),
  totals as (
    from
      intermediate.int_features
    where
      decision_point = 'trial_end'
  ),
  described as (
    select
      trials.user_id,
      trials.label,
      visitors.user_id is not null as has_come,
      totals.has_visited,
      coalesce(trials.paid_at >= trials.trial_ends_at, true) as is_whole_trial,
      -- Of payers whose moment is known; a payment after the trial is not near 3 hours of it.
      case
        when trials.paid_at is not null
        and label = 1 then trials.paid_at < trials.trial_ends_at
        and totals.sum_stay_time_second // 3600 in (2, 3)
      end as is_paid_near_3h,
      totals.* exclude (user_id, has_visited)
    from
      trials
      join totals on totals.user_id = trials.user_id
      left join intermediate.int_visitors as visitors on visitors.user_id = trials.user_id
  ),
  listed as (
    select
      user_id,
      label,
      unnest(
        [
          {'dimension': 'register_month', 'bin': register_month::varchar},
          {'dimension': 'register_weekday', 'bin': register_weekday::varchar},
          {'dimension': 'population', 'bin': if (has_come, 'visited', 'never')},
          {'dimension': 'visit_weekday', 'bin': visit_weekday::integer::varchar},
          {
            'dimension': 'weekday_visit_hour',
            'bin': if (visit_is_weekend, null, visit_hour::integer::varchar)
          },
          {
            'dimension': 'weekend_visit_hour',
            'bin': if (visit_is_weekend, visit_hour::integer::varchar, null)
          },
          {'dimension': 'first_site', 'bin': if (has_visited, first_site_id, null)},
          {
            'dimension': 'stay_hour',
            'bin': case
              when has_visited
              and is_whole_trial then least(sum_stay_time_second // 3600, 27)::varchar
            end
          },
          {
            'dimension': 'access_count',
            'bin': case
              when not has_visited
              or not is_whole_trial
              or access_count = 0 then null
              when access_count <= 3 then '1-3'
              when access_count <= 10 then '4-10'
              when access_count <= 20 then '11-20'
              else '21+'
            end
          },
          {
            'dimension': 'visit_days',
            'bin': case
              when has_visited
              and is_whole_trial then visit_date_count::varchar
            end
          },
          {
            'dimension': 'payment_moment',
            'bin': case is_paid_near_3h
              when true then 'near_3h'
              when false then 'elsewhere'
            end
          }
        ],
        recursive := true
      )
    from
      described
  ),
  binned as (
    select
      user_id,
      dimension,
      bin,
      label::integer as label
    from
      listed
    where
      bin is not null
  )
select
  *
from
  binned

-- One row per kind of registrant whom some later step leaves out or must know of.
-- grain: kind
with
  registrants as (
    select
      count(*) filter(
        where
          payments.user_id is null
      )::integer as registrants_without_payment_row,
      count(*) filter(
        where
          visitors.user_id is null
      )::integer as registrants_never_visited,
      count(*) filter(
        where
          not is_ripe
      )::integer as registrants_unripe,
      count(*) filter(
        where
          is_ripe
          and label is null
      )::integer as registrants_paid_before_application
    from
      intermediate.int_trials as trials
      left join intermediate.int_visitors as visitors on visitors.user_id = trials.user_id
      left join staging.stg_payments as payments on payments.user_id = trials.user_id
  ),
  reached as (
    select
      count(*) filter(
        where
          decision_point = 'trial_end'
      ) as everybody,
      (
        everybody - count(*) filter(
          where
            decision_point = 'first_visit'
        )
      )::integer as first_visit_not_reached,
      (
        everybody - count(*) filter(
          where
            decision_point = 'stay_3h'
        )
      )::integer as stay_3h_not_reached,
      (
        everybody - count(*) filter(
          where
            decision_point = 'stay_15h'
        )
      )::integer as stay_15h_not_reached,
      (
        everybody - count(*) filter(
          where
            decision_point = 'last_day'
        )
      )::integer as last_day_not_reached
    from
      intermediate.int_moments
  ),
  counts as (
    select
      * exclude (everybody)
    from
      registrants
      cross join reached
  ),
  kinds as (
    select
      'registrants' as source_table,
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

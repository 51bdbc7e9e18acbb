-- One row per customer with a visit whose events are not numbered 1, 2, 3 …, or who has neither an event nor an open run.
-- grain: customer_id
-- An open run is numbered after the last event.
with
  events as (
    select
      customer_id,
      count(*) as events,
      max(event_number) as last_event
    from
      marts.extension_events
    group by all
  ),
  compared as (
    select
      customers.customer_id,
      coalesce(events, 0) as events,
      coalesce(last_event, 0) as last_event,
      open_runs.run_number
    from
      marts.customers as customers
      left join events using (customer_id)
      left join marts.open_runs using (customer_id)
    where
      visits > 0
  )
select
  *
from
  compared
where
  events <> last_event
  or coalesce(run_number <> last_event + 1, events = 0)

-- One row per registered customer: whether advertising may be sent, as far as known at $as_of.
-- grain: customer_id
-- Whoever stands in the table without a consent has given none; whoever does not stand in it is unknown. A consent
-- after an opt-out takes it back.
with
  records as (
    select
      customer_id,
      case
        when consented_at < $as_of then consented_at
      end as consented_at,
      case
        when opted_out_at < $as_of then opted_out_at
      end as opted_out_at,
      true as is_on_record
    from
      staging.stg_contacts
  ),
  contacts as (
    select
      customers.customer_id,
      case
        when consented_at is not null then 'given'
        when is_on_record then 'refused'
        else 'unknown'
      end as consent,
      coalesce(opted_out_at >= coalesce(consented_at, opted_out_at), false) as is_opted_out
    from
      staging.stg_customers as customers
      left join records using (customer_id)
  )
select
  *
from
  contacts

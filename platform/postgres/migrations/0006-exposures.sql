-- By what each row of either arm is measured, and whether it reaches anybody: the flip records it for good.
alter table arms add column channel text;
alter table arms add column is_contact boolean not null default true;
alter table arms add column measured_by jsonb;

-- Who was first eligible for which action when, and in which arm: it stays, whatever becomes of the publication.
create table memberships (
  dataset text not null,
  pipeline text not null,
  action_id text not null,
  customer_id text not null,
  arm text not null check (arm in ('treatment', 'holdout')),
  -- As-of of the first publication that planned the action for the customer.
  since date not null,
  -- Null of publications before outcomes were recorded: their customers keep their arm, and count in no comparison.
  outcome text,
  targets text[] not null default '{}',
  window_days integer,
  enrol_days integer,
  publication_id text not null,
  primary key (dataset, pipeline, action_id, customer_id)
);

-- Planned messages of every day, of both arms: caps count them alike; only those of the treatment were sent.
create table contact_log (
  dataset text not null,
  pipeline text not null,
  customer_id text not null,
  action_id text not null,
  planned_on date not null,
  channel text,
  arm text not null check (arm in ('treatment', 'holdout')),
  publication_id text not null,
  primary key (dataset, pipeline, customer_id, action_id, planned_on)
);
create index contact_log_by_day on contact_log (dataset, planned_on);

insert into memberships (dataset, pipeline, action_id, customer_id, arm, since, publication_id)
select distinct on (dataset, pipeline, action_id, customer_id)
  dataset, pipeline, action_id, customer_id, arm, as_of, publication_id
from arms join publications using (publication_id)
where state in ('live', 'replaced')
order by dataset, pipeline, action_id, customer_id, as_of, version;

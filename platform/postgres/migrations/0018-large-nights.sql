-- A night may have a million rows: whatever is done for each of them anew is done once, or not at all.

-- Every row looked up the one publication it belongs to. Rows come by staging alone, which holds that publication, and go
-- with it in `deleteStaged`.
alter table strategies drop constraint strategies_publication_id_fkey;
alter table arms drop constraint arms_publication_id_fkey;

-- By what a row is measured, in columns that a membership takes as they are.
alter table arms add column outcome text;
alter table arms add column targets text[] not null default '{}';
alter table arms add column window_days integer;
alter table arms add column enrol_days integer;
update arms set
  outcome = measured_by ->> 'outcome',
  targets = array(select jsonb_array_elements_text(coalesce(measured_by -> 'targets', '[]'))),
  window_days = (measured_by ->> 'window_days')::integer,
  enrol_days = (measured_by ->> 'enrol_days')::integer
where measured_by is not null;
alter table arms drop column measured_by;
-- Looked for by customer, never by strategy; `validate-publication` says in words what is there twice.
alter table arms drop constraint arms_pkey;
create index arms_by_customer on arms (publication_id, customer_id);

-- A customer tells two members apart sooner than a dataset does, and a journey asks for one.
alter table memberships drop constraint memberships_pkey;
alter table memberships add primary key (customer_id, action_id, pipeline, dataset);

-- What nights planned stands in `arms` already: only what journeys sent has to be kept beside it.
alter table contact_log rename to journey_contacts;
alter table journey_contacts rename constraint contact_log_pkey to journey_contacts_pkey;
alter index contact_log_by_day rename to journey_contacts_by_day;
delete from journey_contacts where publication_id not in (select message_id from journey_messages);
alter table journey_contacts rename column publication_id to message_id;
alter table journey_contacts add foreign key (message_id) references journey_messages on delete cascade;

-- Contacts of every day, of both arms: caps count them alike; only those of the treatment were sent. What a night lists for
-- the journeys to send is none; a day that was published twice counts once.
create view contact_log as
select distinct on (dataset, pipeline, customer_id, action_id, planned_on)
  dataset, pipeline, customer_id, action_id, planned_on, channel, arm, contact_id
from (
  select
    dataset, pipeline, customer_id, action_id, as_of as planned_on, channel, arm, publication_id as contact_id, version
  from arms
  join publications using (publication_id)
  where is_contact and channel is distinct from 'journey' and publications.state <> 'staged'
  union all
  select dataset, pipeline, customer_id, action_id, planned_on, channel, arm, message_id, null from journey_contacts
) as contacts
order by dataset, pipeline, customer_id, action_id, planned_on, version;

do $grants$
begin
  if exists (select from pg_roles where rolname = 'crosslift_writer') then
    grant select on contact_log to crosslift_writer;
  end if;
end $grants$;

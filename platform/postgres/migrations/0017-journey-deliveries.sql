-- Messages of journeys to sinks that send: written before the first attempt, since from then on the receiver may have it.
create table journey_deliveries (
  message_id text not null references journey_messages on delete cascade,
  sink text not null,
  -- `dead`: the receiver refused it for good, or the customer paid or opted out before it could be sent.
  state text not null default 'sending' check (state in ('sending', 'sent', 'dead')),
  attempts integer not null default 1,
  error text,
  updated_at timestamptz not null default now(),
  primary key (message_id, sink)
);

do $grants$
begin
  if exists (select from pg_roles where rolname = 'crosslift_writer') then
    grant select, insert, update, delete on journey_deliveries to crosslift_writer;
  end if;
end $grants$;

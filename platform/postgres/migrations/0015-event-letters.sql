-- Events that reached nobody: kept with the reason, and told again when somebody asks or the customer registers.
create table event_letters (
  dataset text not null,
  -- Digest of the event as it came: however often it comes, it is kept once.
  letter text not null,
  -- Null where it could not be read.
  customer_id text,
  reason text not null check (reason in ('malformed', 'unregistered')),
  problem text not null,
  event jsonb not null,
  times integer not null default 1,
  kept_at timestamptz not null default now(),
  told_at timestamptz,
  primary key (dataset, letter)
);
create index event_letters_by_customer on event_letters (dataset, customer_id) where told_at is null;

do $grants$
begin
  if exists (select from pg_roles where rolname = 'crosslift_writer') then
    grant select, insert, update, delete on event_letters to crosslift_writer;
  end if;
end $grants$;

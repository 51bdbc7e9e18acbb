-- What a publication was made of and what became of it, beside its rows.
alter table publications add column suppressed jsonb not null default '{}';
-- Reference of the planned strategies of both arms.
alter table publications add column strategies jsonb;
alter table publications add column validation jsonb;
alter table publications add column diff jsonb;

-- Every move of the live pointer, by whom and why: none is ever changed or removed.
create table flips (
  flip_id bigint generated always as identity primary key,
  dataset text not null,
  pipeline text not null,
  publication_id text not null,
  -- What was live until then; null for the first.
  replaced_id text,
  action text not null check (action in ('publish', 'rollback')),
  actor text not null check (actor <> ''),
  reason text not null,
  flipped_at timestamptz not null default now()
);
create index flips_by_scope on flips (dataset, pipeline, flip_id);

-- Every publication that was ever live, row by row.
create view published_strategies as
select strategies.*, publications.version, publications.as_of, publications.state, publications.live_at
from strategies
join publications using (publication_id)
where publications.state <> 'staged' and strategies.channel <> 'journey';

create view live_publications as
select dataset, pipeline, version, publication_id, run_id, as_of, live_at, diff
from publications
where state = 'live';

-- Two roles to give to people's accounts. Where this account may not make roles, whoever may runs these lines.
do $roles$
begin
  -- Roles belong to the server: another database of it may have made them.
  if not exists (select from pg_roles where rolname = 'crosslift_reader') then
    create role crosslift_reader nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'crosslift_writer') then
    create role crosslift_writer nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then raise notice 'no right to create the roles crosslift_reader and crosslift_writer';
end $roles$;

do $grants$
begin
  if exists (select from pg_roles where rolname = 'crosslift_reader') then
    grant usage on schema crosslift to crosslift_reader;
    -- Neither arms nor what is only staged: who is held out is nobody's business downstream.
    grant select on live_strategies, published_strategies, live_publications to crosslift_reader;
  end if;
  if exists (select from pg_roles where rolname = 'crosslift_writer') then
    grant usage on schema crosslift to crosslift_writer;
    grant select, insert, update, delete on all tables in schema crosslift to crosslift_writer;
    alter default privileges in schema crosslift grant select, insert, update, delete on tables to crosslift_writer;
  end if;
end $grants$;

-- Every candidate that a gate judged: what it is, what it learnt from and how it measured. A model is known by its bytes.
create table models (
  model_id text primary key,
  dataset text not null,
  pipeline text not null,
  decision_point text not null,
  -- Name and, where it can be fitted anew on other rows, the whole recipe.
  name text not null,
  recipe jsonb,
  -- Reference of the artifact that was judged, fitted on rows before the test's.
  candidate jsonb not null,
  -- Everything it learnt from was known by the start of this day.
  trained_until date not null,
  as_of date not null,
  run_id text not null,
  registered_at timestamptz not null default now()
);
create index models_by_scope on models (dataset, pipeline, decision_point, as_of);

alter table decisions add column model_id text references models;
alter table decisions add column metrics jsonb not null default '{}';

-- Champions of each decision point, one after the other: the live one is the pointer, the others are its history.
create table champions (
  dataset text not null,
  pipeline text not null,
  decision_point text not null,
  version integer not null,
  model_id text not null references models,
  -- Reference of what is released: the recipe fitted on all rows whose outcome was known.
  artifact jsonb not null,
  trained_until date not null,
  as_of date not null,
  run_id text not null,
  actor text not null,
  reason text not null,
  -- Last day of a person's approval of a model that its gate held; null where the gate promoted it.
  approved_until date,
  state text not null check (state in ('live', 'replaced')),
  since timestamptz not null default now(),
  primary key (dataset, pipeline, decision_point, version)
);
create unique index one_champion on champions (dataset, pipeline, decision_point) where state = 'live';

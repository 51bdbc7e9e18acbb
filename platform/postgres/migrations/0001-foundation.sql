create table runs (
  run_id text primary key,
  workflow_id text not null,
  pipeline text not null,
  -- Not known of a run that ended before its input was resolved.
  dataset text,
  as_of date,
  input jsonb not null,
  state text not null check (state in ('running', 'finished', 'failed', 'cancelled')),
  outcome text check (outcome in ('PUBLISHED', 'PARTIAL', 'HELD', 'INSUFFICIENT_DATA', 'DRY_RUN')),
  result jsonb,
  error text,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
create index runs_by_start on runs (started_at desc);

create table run_steps (
  run_id text not null,
  step text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  effect text not null check (effect in ('pure', 'decision', 'external')),
  key text,
  reused boolean,
  rows bigint,
  attempt integer not null,
  progress real,
  note text,
  peak_rss_mb integer,
  artifacts jsonb,
  metrics jsonb,
  error text,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (run_id, step)
);

create table decisions (
  run_id text not null,
  model text not null,
  decision_point text not null,
  verdict text not null check (verdict in ('PROMOTED', 'KEPT', 'HELD', 'INSUFFICIENT_DATA')),
  rules jsonb not null,
  policy jsonb not null,
  actor text not null,
  reason text not null,
  decided_at timestamptz not null default now(),
  primary key (run_id, model, decision_point)
);

create table publications (
  publication_id text primary key,
  dataset text not null,
  pipeline text not null,
  version integer,
  run_id text not null,
  as_of date not null,
  digest text not null,
  row_count bigint not null,
  state text not null check (state in ('staged', 'live', 'replaced')),
  staged_at timestamptz not null default now(),
  live_at timestamptz,
  unique (dataset, pipeline, version)
);
create unique index one_live_publication on publications (dataset, pipeline) where state = 'live';

create table strategies (
  publication_id text not null references publications on delete cascade,
  strategy_id text not null,
  run_id text not null,
  dataset text not null,
  pipeline text not null,
  customer_id text not null,
  action_id text not null,
  trigger text not null,
  channel text not null,
  offer text not null,
  message text not null,
  message_ko text not null,
  message_en text not null,
  score double precision not null,
  valid_from date not null,
  valid_to date not null,
  arm text not null check (arm = 'treatment'),
  evidence text not null,
  reason text not null,
  primary key (publication_id, strategy_id)
);

-- Who was kept out of an action on purpose is nobody's business downstream: arms have their own table.
create table arms (
  publication_id text not null references publications on delete cascade,
  strategy_id text not null,
  customer_id text not null,
  action_id text not null,
  arm text not null check (arm in ('treatment', 'holdout')),
  primary key (publication_id, strategy_id)
);

create table receipts (
  publication_id text not null references publications on delete cascade,
  sink text not null,
  row_count bigint not null,
  location text not null,
  delivered_at timestamptz not null default now(),
  primary key (publication_id, sink)
);

create view live_strategies as
select strategies.*, publications.version, publications.as_of
from strategies
join publications using (publication_id)
where publications.state = 'live';

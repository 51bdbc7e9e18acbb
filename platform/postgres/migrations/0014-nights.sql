-- What a schedule runs: only that can be late.
create table watched (
  schedule_id text not null,
  pipeline text not null,
  dataset text not null,
  since timestamptz not null default now(),
  primary key (schedule_id, pipeline, dataset)
);

-- What people are told when the state of a pipeline changes.
create table alerts (
  alert_id bigint generated always as identity primary key,
  pipeline text not null,
  dataset text not null,
  state text not null,
  -- The card in full, and as people read it.
  card jsonb not null,
  text text not null,
  told_at timestamptz not null default now(),
  -- `logged`: no webhook is configured; `waiting`: it has not taken it yet, for the reason beside it.
  delivery text not null check (delivery in ('logged', 'waiting', 'sent')),
  attempts integer not null default 0,
  error text
);
create index alerts_by_scope on alerts (pipeline, dataset, alert_id);
create index waiting_alerts on alerts (alert_id) where delivery = 'waiting';

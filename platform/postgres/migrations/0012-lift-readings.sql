-- What each experiment said last: until its last window closes the newest reading counts, then the first one stays.
create table lift_readings (
  dataset text not null,
  pipeline text not null,
  action_id text not null,
  outcome text not null,
  window_days integer not null,
  enrol_days integer not null,
  round integer not null,
  reading jsonb not null,
  is_final boolean not null,
  as_of date not null,
  run_id text not null,
  read_at timestamptz not null default now(),
  primary key (dataset, pipeline, action_id, outcome, window_days, enrol_days, round)
);

-- A step that used up its retries may wait for a person, who may decide to go on without it.
alter table run_steps drop constraint run_steps_state_check;
alter table run_steps add constraint run_steps_state_check
  check (state in ('running', 'done', 'failed', 'parked', 'skipped'));
alter table run_steps add column parked_until timestamptz;

-- What a later run needs to go on from here, and what the key was made of.
alter table run_steps add column value jsonb;
alter table run_steps add column parts jsonb;

-- The run that was replayed, and from which step.
alter table runs add column origin_run_id text;
alter table runs add column origin_step text;

-- What people decided about parked steps: none is ever changed or removed.
create table step_decisions (
  decision_id bigint generated always as identity primary key,
  run_id text not null,
  step text not null,
  action text not null check (action in ('retry', 'skip', 'abort')),
  actor text not null check (actor <> ''),
  reason text not null check (reason <> ''),
  decided_at timestamptz not null default now()
);
create index step_decisions_by_run on step_decisions (run_id);

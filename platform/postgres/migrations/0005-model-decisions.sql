-- What people decided about models, beside what gates did: none is ever changed or removed.
create table model_decisions (
  decision_id bigint generated always as identity primary key,
  dataset text not null,
  pipeline text not null,
  decision_point text not null,
  -- The model that was approved or refused, or went back to.
  model_id text not null references models,
  action text not null check (action in ('approve', 'refuse', 'rollback')),
  actor text not null check (actor <> ''),
  reason text not null check (reason <> ''),
  -- Last day of an approval.
  until date,
  decided_at timestamptz not null default now()
);

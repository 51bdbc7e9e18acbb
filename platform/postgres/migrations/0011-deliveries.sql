-- Sinks that have to have a publication before it is in all of them; without one of them it is PARTIAL.
alter table publications add column sinks text[] not null default '{postgres,files}';

-- Every message to a sink that sends: kept before it is sent, since from then on the receiver may have it.
create table deliveries (
  publication_id text not null references publications on delete cascade,
  sink text not null,
  strategy_id text not null,
  -- 1, and one more each time that a withdrawn publication became live again.
  turn integer not null check (turn > 0),
  op text not null check (op in ('upsert', 'retract')),
  -- `dead`: the receiver refused it for good; it is kept and can be sent again.
  state text not null check (state in ('sending', 'sent', 'dead')),
  attempts integer not null default 1,
  error text,
  updated_at timestamptz not null default now(),
  primary key (publication_id, sink, strategy_id, turn, op)
);

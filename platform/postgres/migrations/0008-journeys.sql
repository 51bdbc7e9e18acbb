-- Keys of the hashes that name journeys where anybody may read them; whose a journey is stands in this database only.
create table journey_keys (
  dataset text primary key,
  key text not null
);

-- Trials that a journey accompanies. All moments of events are those of the journey's clock.
create table journeys (
  dataset text not null,
  -- Keyed hash of the customer.
  journey text not null,
  customer_id text not null,
  registered_at timestamptz not null,
  consent text not null check (consent in ('given', 'refused', 'unknown')),
  -- How event time follows the machine's.
  clock jsonb not null,
  paid_at timestamptz,
  opted_out_at timestamptz,
  state text not null default 'open' check (state in ('open', 'closed')),
  ending text check (ending in ('paid', 'opted_out', 'trial_over')),
  ended_at timestamptz,
  oddities jsonb not null default '{}',
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  primary key (dataset, journey),
  unique (dataset, customer_id),
  check ((state = 'closed') = (ending is not null))
);
create index journeys_by_opening on journeys (opened_at desc);

-- What became of each message of a journey: the row comes before the sending, and there is one for a trial and action.
create table journey_messages (
  message_id text primary key,
  dataset text not null,
  journey text not null,
  action_id text not null,
  decision_point text not null,
  -- The decision point, when to decide, and when it was decided, in event time.
  moment_at timestamptz not null,
  due_at timestamptz not null,
  decided_at timestamptz not null,
  -- Local day on which it counts for caps and budgets.
  counts_on date not null,
  state text not null check (state in ('intended', 'sent', 'held_out', 'dropped', 'unknown')),
  -- Why it was dropped.
  drop_reason text,
  arm text check (arm in ('treatment', 'holdout')),
  channel text,
  offer text,
  message text,
  message_ko text,
  message_en text,
  score double precision,
  evidence text,
  reason text,
  -- Of the machine, whatever the journey's clock.
  written_at timestamptz not null default now(),
  sent_at timestamptz,
  unique (dataset, journey, action_id),
  foreign key (dataset, journey) references journeys,
  check ((state = 'dropped') = (drop_reason is not null)),
  check ((state = 'held_out') = coalesce(arm = 'holdout', false))
);
create index journey_messages_by_action on journey_messages (dataset, action_id, counts_on);

-- What a sender may take: each row once, by its message_id.
create view sent_journey_messages as
select
  message_id, messages.dataset, customer_id, action_id, channel, offer, message, message_ko, message_en, due_at,
  decided_at, reason, written_at
from journey_messages as messages
join journeys using (dataset, journey)
where messages.state = 'sent';

-- Both arms of each action with what became of the trial; a payment after the journey is in it, too.
create view journey_outcomes as
select
  messages.dataset, customer_id, action_id, arm, decision_point, moment_at, messages.state as message_state,
  registered_at, paid_at, ending
from journey_messages as messages
join journeys using (dataset, journey)
where arm is not null;

create index contact_log_by_customer on contact_log (dataset, customer_id, planned_on);

do $grants$
begin
  if exists (select from pg_roles where rolname = 'crosslift_reader') then
    -- What was sent, and neither arms nor whose a journey is.
    grant select on sent_journey_messages to crosslift_reader;
  end if;
  if exists (select from pg_roles where rolname = 'crosslift_writer') then
    grant select, insert, update, delete on all tables in schema crosslift to crosslift_writer;
  end if;
end $grants$;

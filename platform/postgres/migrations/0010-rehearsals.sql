-- A rehearsal tells journeys of its own what customers did long ago: its messages are for nobody. Its name has a mark that no dataset's has.
create or replace view sent_journey_messages as
select
  message_id, messages.dataset, customer_id, action_id, channel, offer, message, message_ko, message_en, due_at,
  decided_at, reason, written_at
from journey_messages as messages
join journeys using (dataset, journey)
where messages.state = 'sent' and messages.dataset not like '%~%';

-- Customers who got no row of an action, by reason: what was not sent is part of what was.
alter table receipts add column suppressed jsonb not null default '{}';

-- A publication lists timed messages, but the journey sends them, at their moment: no sender may find them here.
create or replace view live_strategies as
select strategies.*, publications.version, publications.as_of
from strategies
join publications using (publication_id)
where publications.state = 'live' and strategies.channel <> 'journey';

import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { openSource } from './open-source.ts';

/**
 * 400 customers on a grid of half hours, so that everything coincides with everything: events of one second at
 * several sites, visits before, across and after trials, payments at any moment, rows that contradict each other.
 */
export async function openDirt(seed: number): Promise<DuckDBSession> {
  const opened = await openSource({}, 2);
  await opened.run('create schema dirt');
  await opened.run(
    `create table dirt.draws as
    select
      'U' || customer as user_id,
      'S' || (hash($seed::integer, customer, draw, 'site') % 3) as site_id,
      timestamp '2021-03-01 00:00:00' + to_minutes((30 * (hash($seed::integer, customer, draw) % 200))::bigint) as drawn_at,
      (hash($seed::integer, customer, draw, 'second') % 100)::integer as percent,
      draw
    from range(400) as customers (customer) cross join range(40) as draws (draw)`,
    { seed },
  );
  await opened.run(
    `insert into raw.trial_register
    select user_id, drawn_at from dirt.draws where draw < 1 or (draw < 3 and percent < 30)`,
  );
  await opened.run(
    `insert into raw.trial_payment
    select user_id, percent < 60, case when percent % 3 > 0 then drawn_at end
    from dirt.draws where draw = 3 or (draw = 4 and percent < 5)`,
  );
  await opened.run(
    `insert into raw.trial_access_log
    select user_id, site_id, drawn_at, percent % 2 from dirt.draws where draw between 5 and 5 + hash(user_id) % 30`,
  );
  await opened.run(
    `insert into raw.trial_visit_info
    select
      drawn_at::date,
      user_id,
      site_id,
      case when percent % 10 > 0 then 900 * percent end,
      case when percent % 4 > 0 then drawn_at end,
      case when percent % 5 > 0 then drawn_at + to_minutes(30 * (percent - 10)) end
    from dirt.draws where draw >= 36`,
  );
  await opened.run(`insert into raw.site_area values ('S0', 50), ('S1', 100)`);
  return opened;
}

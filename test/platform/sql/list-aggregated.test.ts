import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DuckDBSession, openSession } from '../../../platform/duckdb/session.ts';
import { listAggregated } from '../../../platform/sql/list-aggregated.ts';
import { parseSelect } from '../../../platform/sql/parse-select.ts';

let session: DuckDBSession;
beforeAll(async () => {
  session = await openSession({ memoryLimitMb: 64, threads: 1, scratchDir: '/nowhere' });
});
afterAll(() => session.close());

async function aggregated(text: string): Promise<string[] | undefined> {
  const names = listAggregated((await parseSelect(session, text, new Set())).canonical);
  return names && [...names];
}

it.each([
  ['select id, sum(price) as spend from raw.visits group by all', ['spend']],
  ['select id, (count(*) filter (where seen))::integer as times from raw.visits group by all', ['times']],
  ['select * exclude (price), sum(price)::decimal(18, 2) as price from raw.visits group by all', ['price']],
  ['with a as (select id, max(day) as day from raw.visits group by all) select * from a', ['day']],
  [
    `with a as (select id, max(day) as day from raw.visits group by all having max(day) is not null),
       b as (from a where id <> 'M2') select * from b order by id`,
    ['day'],
  ],
  // What is no aggregate by name is a column to group by.
  ['select id, mode(day) as day from raw.visits group by all', []],
])('knows what %s adds up', async (text, expected) => {
  expect(await aggregated(text)).toEqual(expected);
});

it.each([
  ['rows that are not grouped', 'select id, day from raw.visits'],
  ['groups by other columns than are shown', 'select max(id) as id from raw.visits group by day'],
  [
    'a join afterwards',
    'with a as (select id from raw.visits group by all) select * from a join raw.days on true',
  ],
  [
    'rows put together',
    'select id from raw.visits group by all union all select id from raw.guests group by all',
  ],
  ['rows made of lists', 'select id, unnest(list(day)) as day from raw.visits group by all'],
  [
    'an aggregate of its own query',
    'select (select max(id) from raw.days) as id from raw.visits group by all',
  ],
  ['a window', 'select id, sum(count(*)) over () as visits from raw.visits group by all'],
  ['columns picked by a rule', 'select id, max(columns(* exclude (id))) from raw.visits group by all'],
  [
    'columns left out',
    'with a as (select id, day from raw.visits group by all) select * exclude (day) from a',
  ],
  [
    'columns renamed',
    'with a as (select id, day from raw.visits group by all) select * from a as b(day, id)',
  ],
  [
    'a CTE whose columns are renamed',
    'with a(day) as (select id from raw.visits group by all) select * from a',
  ],
  [
    'a CTE that hides another',
    `with a as (select id from raw.visits group by all), b as (with a as (from raw.guests) select * from a)
     select * from b`,
  ],
])('is not sure of %s', async (_, text) => {
  expect(await aggregated(text)).toBeUndefined();
});

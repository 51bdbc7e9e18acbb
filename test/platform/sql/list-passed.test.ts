import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DuckDBSession, openSession } from '../../../platform/duckdb/session.ts';
import { listPassed } from '../../../platform/sql/list-passed.ts';
import { parseSelect } from '../../../platform/sql/parse-select.ts';

let session: DuckDBSession;
beforeAll(async () => {
  session = await openSession({ memoryLimitMb: 64, threads: 1, scratchDir: '/nowhere' });
});
afterAll(() => session.close());

async function passed(text: string): Promise<{ table: string; columns: string[] } | undefined> {
  const found = listPassed((await parseSelect(session, text, new Set())).canonical);
  return found && { table: found.table, columns: [...found.columns] };
}

it.each([
  ['select id, day from staging.visits', ['id', 'day']],
  ['select id, visits.day from staging.visits', ['id']],
  ['select id, day::date as day from staging.visits as visits', ['id']],
  [`select id, day as until, 1 as n from staging.visits where day > '2021' order by day limit 3`, ['id']],
  ['select distinct id from staging.visits', ['id']],
  ['select id, row_number() over (order by day) as n from staging.visits', ['id']],
  ['from staging.visits', []],
])('knows what %s passes on', async (text, columns) => {
  expect(await passed(text)).toEqual({ table: 'staging.visits', columns });
});

it.each([
  ['a join', 'select id from staging.visits join staging.days using (id)'],
  ['two tables', 'select visits.id from staging.visits, staging.days'],
  ['a CTE', 'with visits as (from staging.visits) select id from visits'],
  ['rows put together', 'select id from staging.visits union all select id from staging.visits'],
  ['rows made of lists', 'select id, unnest(days) as day from staging.visits'],
  ['groups', 'select id from staging.visits group by all'],
  ['groups by name', 'select id from staging.visits group by id, day'],
  ['columns renamed', 'select id from staging.visits as visits(day, id)'],
])('is not sure of %s', async (_, text) => {
  expect(await passed(text)).toBeUndefined();
});

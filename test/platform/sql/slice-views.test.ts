import { expect, it } from 'vitest';
import type { Slice } from '../../../platform/sql/cut-rows.ts';
import { createSliceViews, listSlicedTables, showSlice } from '../../../platform/sql/slice-views.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

it('shows each row in one slice, those that no slice was cut by as well, until all are shown again', async () => {
  const session = await openTestSession();
  await session.run(`create schema whole; create schema marts`);
  await session.run(
    `create table whole.customers as select unnest(['C', null, '9', 'B', 'AZ', 'A', 'Z']) as id`,
  );
  await createSliceViews(session, [{ view: 'marts.customers', source: 'whole.customers', column: 'id' }]);
  const shown = async (...slice: [] | [Slice]) => {
    await showSlice(session, ...slice);
    const rows = await session.rows<{ id: string | null }>('from marts.customers order by id nulls first');
    return rows.map(({ id }) => id);
  };
  expect(await shown({ from: null, until: 'B' })).toEqual([null, '9', 'A', 'AZ']);
  expect(await shown({ from: 'B', until: 'C' })).toEqual(['B']);
  expect(await shown({ from: 'C', until: null })).toEqual(['C', 'Z']);
  expect(await shown()).toEqual([null, '9', 'A', 'AZ', 'B', 'C', 'Z']);
});

it('tells the reader of a file which values are looked for, so that it skips groups of others', async () => {
  const session = await openTestSession();
  const path = `${makeTemporaryDirectory()}/numbers.parquet`;
  await session.run(
    `copy (select format('{:06d}', number) as id from range(20000) as numbers(number)) to '${path}'`,
  );
  await session.viewParquet('numbers', path);
  await createSliceViews(session, [{ view: 'sliced', source: 'numbers', column: 'id' }]);
  await showSlice(session, { from: '004000', until: '004100' });
  const [plan] = await session.rows<{ explain_value: string }>(`explain select count(*) from sliced`);
  expect(plan!.explain_value).toMatch(/Filters:[^a-z]+id>='004000' AND id</);
});

it('finds the tables that are of slices, raw ones by a column of another name', async () => {
  const session = await openTestSession();
  await session.run('create schema raw; create schema marts');
  await session.run('create table raw.visits (cust text); create table marts.visits_seen (customer_id text)');
  await session.run('create table marts.products (code text)');
  const cut = { column: 'customer_id', rawColumn: 'cust', rows: 1, slices: [], tables: ['visits'] };
  expect(
    await listSlicedTables(
      session,
      ['raw.visits', 'raw.products', 'marts.visits_seen', 'marts.products'],
      cut,
    ),
  ).toEqual([
    { view: 'raw.visits', source: 'whole.visits', column: 'cust' },
    { view: 'marts.visits_seen', source: 'whole.visits_seen', column: 'customer_id' },
  ]);
});

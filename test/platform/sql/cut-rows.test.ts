import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { openSession } from '../../../platform/duckdb/session.ts';
import { cutRows } from '../../../platform/sql/cut-rows.ts';

/** Cut visits of A to F, of whom A has four of ten and E none, but an address. */
async function cut(rows: number) {
  const session = await openSession({ memoryLimitMb: 128, threads: 1, scratchDir: tmpdir() });
  await session.run('create schema raw');
  await session.run(`create table raw.visits as select unnest(string_split('AAAABBCDFF', '')) as cust`);
  await session.run(
    `create table raw.addresses as select * from (values ('E', 1), ('B', 2)) as rows(cust, zone)`,
  );
  await session.run('create table raw.products (code varchar)');
  const slicing = { column: 'customer_id', rawColumn: 'cust', rows };
  const { slices, tables } = await cutRows(session, ['visits', 'products', 'addresses'], slicing);
  await session.close();
  return { slices: slices.map(({ from, until }) => `${from ?? ''}-${until ?? ''}`), tables };
}

it('cuts the tables that have the column where a share of all rows is full, and no customer in two', async () => {
  expect(await cut(4)).toEqual({ slices: ['-B', 'B-D', 'D-'], tables: ['visits', 'addresses'] });
  expect((await cut(6)).slices).toEqual(['-C', 'C-']);
});

it('takes all rows as one slice where they are no more than a slice may have', async () => {
  expect((await cut(12)).slices).toEqual(['-']);
});

it('leaves a customer whole who has more rows than a slice', async () => {
  expect((await cut(2)).slices).toEqual(['-B', 'B-C', 'C-D', 'D-F', 'F-']);
});

it('takes tables that nobody can cut as one slice', async () => {
  const session = await openSession({ memoryLimitMb: 128, threads: 1, scratchDir: tmpdir() });
  await session.run('create schema raw');
  await session.run('create table raw.products (code varchar)');
  const slicing = { column: 'customer_id', rawColumn: 'cust', rows: 5 };
  const { slices, tables } = await cutRows(session, ['products'], slicing);
  expect({ slices, tables }).toEqual({ slices: [{ from: null, until: null }], tables: [] });
  await session.close();
});

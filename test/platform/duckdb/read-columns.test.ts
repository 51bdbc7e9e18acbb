import { expect, it } from 'vitest';
import { listsOf, numbersOf, stringsOf } from '../../../platform/duckdb/column-table.ts';
import { openTestSession } from './open-test-session.ts';

it('reads more than one chunk into typed arrays', async () => {
  const session = await openTestSession();
  const table = await session.columns(
    `select
      i::integer as id, (i / 4)::float as quarter, if(i = 1, null, i::decimal(18, 2)) as money,
      if(i = 2, null, 'M' || i) as customer, i % 2 = 0 as even, date '2021-01-01' + i::integer as day,
      if(i = 3, null, list_transform(range(i % 3), lambda x: x::integer)) as counts
    from range($rows) as numbers (i) order by i`,
    { rows: 5000 },
  );
  expect(table.rows).toBe(5000);
  expect(numbersOf(table, 'id')).toEqual(Int32Array.from({ length: 5000 }, (_, i) => i));
  expect(numbersOf(table, 'quarter')).toEqual(Float32Array.from({ length: 5000 }, (_, i) => i / 4));
  expect([...numbersOf(table, 'money').slice(0, 3)]).toEqual([0, Number.NaN, 2]);
  expect([...numbersOf(table, 'even').slice(0, 3)]).toEqual([1, 0, 1]);
  expect(stringsOf(table, 'customer').slice(0, 3)).toEqual(['M0', 'M1', null]);
  expect(stringsOf(table, 'day')[59]).toBe('2021-03-01');
  const { offsets, values } = listsOf(table, 'counts');
  expect([...offsets.slice(0, 7)]).toEqual([0, 0, 1, 3, 3, 4, 6]); // row 3 is null: it reads as empty
  expect([...values.slice(0, 6)]).toEqual([0, 0, 1, 0, 0, 1]);
  expect(offsets[5000]).toBe(values.length);
});

it('keeps names and types when there is no row', async () => {
  const session = await openTestSession();
  const table = await session.columns('select 1.5::double as score where false');
  expect(table).toEqual({ rows: 0, columns: { score: new Float64Array(0) } });
});

it('refuses integers it cannot hold and says how to fix it', async () => {
  const session = await openTestSession();
  await expect(session.columns('select 1::bigint as visits')).rejects.toThrow(
    'column visits: BIGINT has no array form (cast it to integer, double or varchar)',
  );
  await expect(session.columns('select null::integer as visits')).rejects.toThrow(
    'column visits: null among integers (coalesce it or cast the column to double)',
  );
});

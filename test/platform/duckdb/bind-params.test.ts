import { expect, it } from 'vitest';
import { bindParams } from '../../../platform/duckdb/bind-params.ts';
import { openTestSession } from './open-test-session.ts';

it('binds each value with its own type', async () => {
  const session = await openTestSession();
  const params = {
    day: { date: '2021-02-28' },
    moment: { timestamp: '2021-02-28 23:00:00' },
    text: '2021-02-28',
    small: 7,
    large: 3_000_000_000,
    share: 0.5,
    flag: true,
    codes: ['A01', 'B01'],
    none: null,
  };
  const typed = Object.keys(params).map((name) => `typeof($${name}) as ${name}`);
  expect(await session.rows(`select ${typed.join(', ')}`, params)).toEqual([
    {
      day: 'DATE',
      moment: 'TIMESTAMP',
      text: 'VARCHAR',
      small: 'INTEGER',
      large: 'BIGINT',
      share: 'DOUBLE',
      flag: 'BOOLEAN',
      codes: 'VARCHAR[]',
      none: '"NULL"',
    },
  ]);
});

it('keeps days and moments exact', async () => {
  const session = await openTestSession();
  const params = { day: { date: '1969-12-31' }, moment: { timestamp: '2021-02-28 23:59:59' } };
  expect(
    await session.rows('select $day as day, $moment as moment, $moment < $day as earlier', params),
  ).toEqual([{ day: '1969-12-31', moment: '2021-02-28 23:59:59', earlier: false }]);
});

it.each([
  [{ date: '2021-02-30' }, 'invalid $value: 2021-02-30 (expected a day like 2021-07-01)'],
  [{ date: '20210228' }, 'invalid $value: 20210228'],
  [{ timestamp: '2021-02-28' }, 'expected a moment like 2021-07-01 15:00:00'],
  [Number.NaN, 'invalid $value: NaN (expected a finite number)'],
  [2 ** 53, 'expected an integer below 2^53'],
])('refuses %o', (value, message) => {
  expect(() => bindParams({ value })).toThrow(message);
});

it('leaves it to DuckDB that all are given, and no others', async () => {
  const session = await openTestSession();
  await expect(session.run('select $as_of', {})).rejects.toThrow('parameters: as_of');
  await expect(session.run('select 1', { as_of: 1 })).rejects.toThrow();
});

import { expect, it } from 'vitest';
import type { ColumnType } from '../../../../models/contracts/tables/table-contract.ts';
import { HOW_TO_WRITE, SQL_TYPES, typedSql } from '../../../../models/contracts/tables/typed-sql.ts';
import { openTestSession } from '../../../platform/duckdb/open-test-session.ts';

const CASES: Record<ColumnType, ReadonlyArray<[string | null, unknown]>> = {
  text: [
    ['00123', '00123'],
    ['  A01 ', 'A01'],
    ['   ', null],
    ['a b', 'a b'],
    [null, null],
  ],
  integer: [
    ['12', 12],
    ['-3', -3],
    ['3.0', 3],
    ['3.', 3],
    ['3.7', null],
    ['1,000', null],
    ['zwölf', null],
    ['99999999999999999999', null],
  ],
  money: [
    ['12300', 12300],
    ['12.5', 12.5],
    ['-1', -1],
    ['1,000', null],
    ['₩900', null],
    ['nan', null],
    ['12345678901234567890', null],
  ],
  boolean: [
    ['1', true],
    ['T', true],
    ['true', true],
    ['0', false],
    ['False', false],
    ['0.0', false],
    ['2', null],
    ['paid', null],
  ],
  day: [
    ['20210131', '2021-01-31'],
    ['2021-01-31', '2021-01-31'],
    ['2021/1/31', '2021-01-31'],
    ['2021-01-31 10:00:00', '2021-01-31'],
    ['20210131.0', '2021-01-31'],
    ['20210230', null],
    ['31.01.2021', null],
    ['210131', null],
  ],
  timestamp: [
    ['2021-01-31 09:30:00', '2021-01-31 09:30:00'],
    ['2021-01-31T09:30:00', '2021-01-31 09:30:00'],
    ['2021-01-31 9:30', '2021-01-31 09:30:00'],
    ['2021-01-31', '2021-01-31 00:00:00'],
    ['2021-01-31T00:30:00Z', '2021-01-31 09:30:00'],
    ['2021-01-31 00:30:00+00', '2021-01-31 09:30:00'],
    ['2021-01-31 09:30:00.250+09:00', '2021-01-31 09:30:00.25'],
    ['2021-02-30 09:30:00', null],
    ['noon', null],
  ],
  seconds: [
    ['5400', 5400],
    ['5400.0', 5400],
    ['01:30:00', 5400],
    ['25:00:00', 90000],
    ['00:00:01.9', 1],
    ['1:30', 5400],
    ['1:61:00', null],
    ['long', null],
  ],
};

it.each(Object.keys(CASES) as ColumnType[])('reads %s', async (type) => {
  const session = await openTestSession();
  const expression = typedSql(type, 'text', { timeZone: 'Asia/Seoul' });
  for (const [text, value] of CASES[type]) {
    const [row] = await session.rows<{ value: unknown }>(
      `select ${expression} as value from (select $text::varchar as text)`,
      { text },
    );
    expect([text, row?.value]).toEqual([text, value]);
  }
  const { columns } = await session.describe(`select ${expression} as value from (select '' as text)`);
  expect(columns[0]?.type.toLowerCase().replace(',', ', ')).toBe(SQL_TYPES[type]);
  expect(HOW_TO_WRITE[type]).toMatch(/^write /);
});

it('reads the two days when clocks change', async () => {
  const session = await openTestSession();
  const expression = typedSql('timestamp', 'text', { timeZone: 'America/New_York' });
  const read = async (text: string) =>
    (
      await session.rows<{ value: string }>(`select ${expression} as value from (select $text as text)`, {
        text,
      })
    )[0]?.value;
  expect(await read('2021-03-14T06:59:59Z')).toBe('2021-03-14 01:59:59');
  expect(await read('2021-03-14T07:00:00Z')).toBe('2021-03-14 03:00:00');
  expect(await read('2021-11-07T05:30:00Z')).toBe('2021-11-07 01:30:00');
  expect(await read('2021-11-07T06:30:00Z')).toBe('2021-11-07 01:30:00');
});

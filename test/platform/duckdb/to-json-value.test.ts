import { expect, it } from 'vitest';
import { openTestSession } from './open-test-session.ts';

it('gives JSON for every type a mart may hold', async () => {
  const session = await openTestSession();
  const rows = await session.rows(`select
    count(*) as big, sum(i) as huge, 12.50::decimal(18, 2) as money, date '2021-02-28' as day,
    timestamp '2021-02-28 15:00:00' as moment, [1, null] as list, { code: 'A01' } as record,
    true as flag, null as nothing
    from range(3) as numbers (i)`);
  expect(rows).toEqual([
    {
      big: 3,
      huge: 3,
      money: 12.5,
      day: '2021-02-28',
      moment: '2021-02-28 15:00:00',
      list: [1, null],
      record: { code: 'A01' },
      flag: true,
      nothing: null,
    },
  ]);
  expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
});

it.each([
  [
    '9007199254740993 as receipts',
    'column receipts: 9007199254740993 is above 2^53 (cast it to text in the SQL)',
  ],
  [`'nan'::double as share`, 'column share: NaN has no JSON form (make it null in the SQL)'],
  [`['inf'::double] as shares`, 'column shares: Infinity has no JSON form'],
  [`{ gap: interval 1 day } as record`, 'column record.gap: DuckDBIntervalValue has no JSON form'],
])('refuses %s', async (column, message) => {
  const session = await openTestSession();
  await expect(session.rows(`select ${column}`)).rejects.toThrow(message);
});

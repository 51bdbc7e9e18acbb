import { expect, it } from 'vitest';
import { AFFILIATE_TABLES } from '../../../../models/contracts/tables/affiliate-tables.ts';
import { listStaleTables } from '../../../../models/contracts/tables/stale-tables.ts';

it('lists tables whose newest event lies more than 31 days before the last day that is known', () => {
  const newest = { purchases: '2021-12-31', visits: '2021-11-30', payments: '2021-11-29' };
  expect(listStaleTables(AFFILIATE_TABLES, newest, '2022-01-01')).toEqual([
    { table: 'payments', newest: '2021-11-29', maxAgeDays: 31 },
  ]);
});

it('counts a log without any event as stale, and leaves out tables that are none or deliberately empty', () => {
  expect(listStaleTables(AFFILIATE_TABLES, { purchases: null }, '2022-01-01')).toEqual([
    { table: 'purchases', newest: null, maxAgeDays: 31 },
  ]);
});

import { expect, it } from 'vitest';
import { buildPurchaseLog, countPurchases } from '../../../models/lifetime/purchase-log.ts';

const build = (...rows: [string, number, number][]) =>
  buildPurchaseLog({
    customers: rows.map(([customer]) => customer),
    days: rows.map(([, day]) => day),
    amounts: rows.map(([, , amount]) => amount),
  });
const log = build(['a', 1, 10], ['a', 5, 0], ['a', 9, 20], ['b', 2, -5], ['c', 3, -1], ['c', 4, 7]);

it('keeps free purchases, leaves refunds out and counts them', () => {
  expect(log).toEqual({
    customers: ['a', 'c'],
    offsets: Int32Array.of(0, 3, 4),
    days: Int32Array.of(1, 5, 9, 4),
    amounts: Float64Array.of(10, 0, 20, 7),
    refundDays: 2,
  });
});

it('counts from a day until before another', () => {
  const { purchases, spend } = countPurchases(log, { from: 4, until: 9 });
  expect(Array.from(purchases)).toEqual([1, 1]);
  expect(Array.from(spend)).toEqual([0, 7]);
});

it('may be empty', () => {
  expect(build()).toMatchObject({ customers: [], offsets: Int32Array.of(0) });
});

it('refuses rows out of order, a day twice, and columns of different length', () => {
  expect(() => build(['b', 1, 1], ['a', 2, 1])).toThrow('a on day 2 after b on day 1');
  expect(() => build(['a', 2, 1], ['a', 2, 1])).toThrow('a on day 2 after a on day 2');
  expect(() => buildPurchaseLog({ customers: ['a'], days: [], amounts: [1] })).toThrow('1, 0 and 1 rows');
});

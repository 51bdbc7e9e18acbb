import { expect, it } from 'vitest';
import { buildPurchaseLog } from '../../../models/lifetime/purchase-log.ts';
import { inspectBirths, summarisePurchases } from '../../../models/lifetime/summarise-purchases.ts';

const log = buildPurchaseLog({
  customers: ['a', 'a', 'a', 'b', 'c'],
  days: [1, 5, 40, 30, 50],
  amounts: [10, 20, 60, 7, 8],
});

it('knows what was known at the start of a day', () => {
  const { rows, frequency, recency, age, meanSpend } = summarisePurchases(log, 40);
  expect(Array.from(rows)).toEqual([0, 1]);
  expect(Array.from(frequency)).toEqual([1, 0]);
  expect(Array.from(recency)).toEqual([4, 0]);
  expect(Array.from(age)).toEqual([39, 10]);
  expect(Array.from(meanSpend)).toEqual([15, 7]);
});

it('has nobody before the first purchase', () => {
  expect(summarisePurchases(log, 1).rows).toHaveLength(0);
});

it('suspects a beginning in the middle of lives when most are born in the first four weeks', () => {
  expect(inspectBirths(log)).toEqual({ earlyShare: 1 / 3, isLeftCensored: false });
  const early = buildPurchaseLog({ customers: ['a', 'b', 'c'], days: [100, 127, 128], amounts: [1, 1, 1] });
  expect(inspectBirths(early)).toEqual({ earlyShare: 2 / 3, isLeftCensored: true });
  const none = buildPurchaseLog({ customers: [], days: [], amounts: [] });
  expect(inspectBirths(none)).toEqual({ earlyShare: 0, isLeftCensored: false });
});

import { expect, it } from 'vitest';
import { measureRankingAuc } from '../../../../models/metrics/ranking/ranking-auc.ts';

it.each([
  ['the wanted first', [7, 8, 1, 2], [7, 8], 1],
  ['the wanted last', [1, 2, 7, 8], [7, 8], 0],
  // Of four pairs 7 before 2 and 8 before 2 are right.
  ['one other product first', [1, 7, 8, 2], [7, 8], 0.5],
  ['what is wanted and not listed counts for nothing', [7, 1], [7, 9], 1],
])('%s: %j with %j wanted is %d', (_, order, wanted, auc) => {
  expect(measureRankingAuc(order, new Set(wanted))).toBe(auc);
});

it('has no value where nothing or everything is wanted', () => {
  expect(measureRankingAuc([1, 2], new Set())).toBeNaN();
  expect(measureRankingAuc([1, 2], new Set([1, 2]))).toBeNaN();
});

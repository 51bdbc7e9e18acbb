import { expect, it } from 'vitest';
import { measureCoverage } from '../../../../models/metrics/ranking/coverage.ts';
import { toLists } from './lists.ts';

it.each([
  [1, 8, 2 / 8],
  [2, 8, 3 / 8],
  [10, 8, 4 / 8],
])('within the first %i of %i products', (k, catalogue, share) => {
  expect(measureCoverage(toLists([[3, 1, 0], [2], [3, 1]]), catalogue, k)).toBe(share);
});

it('is 0 without a catalogue or without lists', () => {
  expect(measureCoverage(toLists([[]], 2), 0, 10)).toBe(0);
  expect(measureCoverage(toLists([], 2), 5, 10)).toBe(0);
});

import { expect, it } from 'vitest';
import { computeLift } from '../../../models/metrics/lift.ts';

const scores = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1];
const labels = [1, 0, 1, 1, 0, 0, 0, 1, 0, 0];

it.each([
  [0.1, 1 / 1 / 0.4],
  [0.2, 1 / 2 / 0.4],
  [0.3, 2 / 3 / 0.4],
  [1, 1],
  // Rounded to one row, the least there can be.
  [0.01, 2.5],
])('of the best %d of the rows: %d times the rate', (share, lift) => {
  expect(computeLift(scores, labels, share)).toBeCloseTo(lift, 12);
});

it('counts rows that tie at the edge in part, whatever their order', () => {
  // Two of the best four, all alike, one of them positive: half a row of the two drawn.
  const tied = [0.9, 0.5, 0.5, 0.5, 0.5, 0.1, 0.1, 0.1, 0.1, 0.1];
  const found = (...four: number[]) => computeLift(tied, [1, ...four, 0, 0, 0, 0, 0], 0.3);
  expect(found(1, 0, 0, 0)).toBeCloseTo(1.5 / 3 / 0.2, 12);
  expect(found(0, 0, 0, 1)).toBe(found(1, 0, 0, 0));
});

it('is null without positives and refuses a share of nothing', () => {
  expect(computeLift(scores, new Uint8Array(10), 0.1)).toBeNull();
  expect(() => computeLift(scores, labels, 0)).toThrow('invalid share: 0 (expected above 0 and up to 1)');
});

import { expect, it } from 'vitest';
import { computeAdjustedRandIndex } from '../../../models/metrics/adjusted-rand-index.ts';

it('gives the value that Yeung and Ruzzo (2001) work out for ten objects', () => {
  // Their table: rows (1 1 0), (1 2 1), (0 0 4).
  const classes = [0, 0, 1, 1, 1, 1, 2, 2, 2, 2];
  const clusters = [0, 1, 0, 1, 1, 2, 2, 2, 2, 2];
  expect(computeAdjustedRandIndex(classes, clusters)).toBeCloseTo(0.313, 3);
});

it.each([
  ['the same under other names', ['a', 'a', 'b', 'b'], [1, 1, 0, 0], 1],
  ['one class torn in two', [0, 0, 1, 1], [0, 0, 1, 2], 4 / 7],
  ['all together and all apart', [0, 0, 0, 0], [0, 1, 2, 3], 0],
  ['worse than chance', [0, 0, 1, 1], [0, 1, 0, 1], -0.5],
  ['all together twice', [0, 0, 0], [5, 5, 5], 1],
  ['one row', [3], [4], 1],
  ['no row', [], [], 1],
])('judges %s', (_, left, right, index) => {
  expect(computeAdjustedRandIndex(left, right)).toBeCloseTo(index, 12);
  expect(computeAdjustedRandIndex(right, left)).toBeCloseTo(index, 12);
});

it('refuses partitions of different rows', () => {
  expect(() => computeAdjustedRandIndex([1], [1, 2])).toThrow('1 and 2 rows');
});

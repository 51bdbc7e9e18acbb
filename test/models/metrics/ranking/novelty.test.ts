import { expect, it } from 'vitest';
import { measureNovelty } from '../../../../models/metrics/ranking/novelty.ts';
import { toLists } from './lists.ts';

// Bought by half of all customers, a quarter, an eighth, and nobody.
const shares = Float64Array.of(0.5, 0.25, 0.125, 0);

it.each([
  ['bits of each, averaged', [[0, 1], [2]], 2, (1 + 2 + 3) / 3],
  ['the first only', [[0, 1], [2]], 1, (1 + 3) / 2],
  ['what nobody bought says nothing', [[3, 2]], 2, 3],
  ['nothing left to average', [[3]], 2, Number.NaN],
])('%s', (_, rows, k, bits) => {
  expect(measureNovelty(toLists(rows, 2), shares, k)).toBe(bits);
});

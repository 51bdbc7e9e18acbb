import { expect, it } from 'vitest';
import { incompleteBeta } from '../../../models/insights/incomplete-beta.ts';

it.each([
  [0.5, 2, 2, 0.5],
  [0.3, 4, 1, 0.3 ** 4],
  [0.3, 1, 4, 1 - 0.7 ** 4],
  // P(at least 3 of 10 | .25) as a sum of binomial terms
  [0.25, 3, 8, 0.474407196044922],
  [0, 2, 3, 0],
  [1, 2, 3, 1],
])('I(%d; %d, %d) = %d', (x, a, b, expected) => {
  expect(incompleteBeta(x, a, b)).toBeCloseTo(expected, 12);
});

it('is the arcsine law at one half', () => {
  expect(incompleteBeta(0.2, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(0.2)), 13);
});

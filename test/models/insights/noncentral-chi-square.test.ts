import { describe, expect, it } from 'vitest';
import { lowerGamma } from '../../../models/insights/incomplete-gamma.ts';
import { boundNoncentrality, noncentralChiSquare } from '../../../models/insights/noncentral-chi-square.ts';

// Patnaik (1949), Biometrika 36, table 1.
it.each([
  [4, 4, 1.765, 0.05],
  [4, 4, 10, 0.7118],
  [4, 4, 17.309, 0.95],
  [4, 4, 24, 0.9925],
  [7, 1, 4, 0.1628],
  [7, 1, 16.004, 0.95],
  [7, 16, 10.257, 0.05],
  [7, 16, 38.97, 0.95],
  [12, 18, 24, 0.2901],
  [16, 8, 30, 0.788],
  [16, 32, 60, 0.8316],
  [24, 24, 48, 0.5296],
  [24, 24, 72, 0.9667],
])(
  'of %i degrees and noncentrality %d is at most %d with probability %d',
  (degrees, noncentrality, x, expected) => {
    expect(noncentralChiSquare(x, degrees, noncentrality)).toBeCloseTo(expected, 3);
  },
);

it('is central without noncentrality, and nearly so with hardly any', () => {
  expect(noncentralChiSquare(8, 5, 0)).toBe(lowerGamma(2.5, 4));
  expect(noncentralChiSquare(8, 5, 1e-9)).toBeCloseTo(lowerGamma(2.5, 4), 8);
});

it('is nearly normal where it is large', () => {
  // mean 100,010, variance 2 (10 + 2 × 100,000)
  expect(noncentralChiSquare(100_010, 10, 100_000)).toBeCloseTo(0.5, 2);
});

describe('the noncentralities that x allows', () => {
  it('put x at either tail of their laws', () => {
    const { low, high } = boundNoncentrality(40, 7, 0.025);
    expect(noncentralChiSquare(40, 7, low)).toBeCloseTo(0.975, 10);
    expect(noncentralChiSquare(40, 7, high)).toBeCloseTo(0.025, 10);
  });

  it('reach 0 where x is not unusual, and end there where it is unusually small', () => {
    expect(boundNoncentrality(7, 7, 0.025).low).toBe(0);
    expect(boundNoncentrality(1, 7, 0.025)).toEqual({ low: 0, high: 0 });
    expect(boundNoncentrality(0, 7, 0.025)).toEqual({ low: 0, high: 0 });
  });
});

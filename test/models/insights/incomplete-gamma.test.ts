import { describe, expect, it } from 'vitest';
import { lowerGamma, upperGamma } from '../../../models/insights/incomplete-gamma.ts';

// Upper percentage points of chi-square: Pearson and Hartley, Biometrika Tables, table 8.
it.each([
  [1, 3.84146, 0.05],
  [1, 6.6349, 0.01],
  [2, 5.99146, 0.05],
  [10, 18.307, 0.05],
  [10, 23.2093, 0.01],
  [27, 40.1133, 0.05],
  [100, 124.342, 0.05],
])('chi-square of %i degrees exceeds %d with probability %d', (degrees, point, probability) => {
  expect(upperGamma(degrees / 2, point / 2)).toBeCloseTo(probability, 5);
  expect(lowerGamma(degrees / 2, point / 2)).toBeCloseTo(1 - probability, 5);
});

describe('the exponential case', () => {
  it.each([0.001, 0.5, 1.9, 2.1, 30])('P(1, %d)', (x) => {
    expect(lowerGamma(1, x)).toBeCloseTo(-Math.expm1(-x), 14);
  });

  it('keeps its digits far in the tail', () => {
    expect(upperGamma(1, 200) / Math.exp(-200)).toBeCloseTo(1, 10);
  });
});

it('is all below or all above at the ends', () => {
  expect([lowerGamma(3, 0), upperGamma(3, 0)]).toEqual([0, 1]);
});

it('is about one half at the mean of a large shape', () => {
  // P(a, a) = 1/2 + 1 / (3 √(2πa)) + … (DLMF 8.11.12)
  const shape = 50_000;
  expect(lowerGamma(shape, shape)).toBeCloseTo(0.5 + 1 / (3 * Math.sqrt(2 * Math.PI * shape)), 6);
});

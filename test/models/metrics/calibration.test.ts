import { describe, expect, it } from 'vitest';
import { computeCalibration, simulateEceLimit } from '../../../models/metrics/calibration.ts';
import { createRandom } from '../../../models/random.ts';

describe('computeCalibration', () => {
  it('weighs each bin’s gap by its rows', () => {
    const { ece, bins } = computeCalibration([0.1, 0.3, 0.6, 1], [0, 1, 1, 1], 2);
    expect(bins).toEqual([
      { from: 0, to: 0.5, rows: 2, predicted: 0.2, observed: 0.5 },
      { from: 0.5, to: 1, rows: 2, predicted: 0.8, observed: 1 },
    ]);
    expect(ece).toBeCloseTo((2 * 0.3 + 2 * 0.2) / 4, 12);
  });

  it('leaves empty bins out and is 0 without rows', () => {
    expect(computeCalibration([0.95], [1]).bins).toHaveLength(1);
    expect(computeCalibration([], [])).toEqual({ ece: 0, bins: [] });
  });

  it('refuses a probability outside 0 to 1', () => {
    expect(() => computeCalibration([1.5], [1])).toThrow('invalid probability in row 0: 1.5');
  });
});

describe('simulateEceLimit', () => {
  it('exceeds the error of about 95 % of samples of a perfect model, and not that of a biased one', () => {
    const random = createRandom(5);
    const probabilities = Float64Array.from({ length: 700 }, () => 0.2 + 0.5 * random.next());
    const limit = simulateEceLimit(probabilities, random);
    const eceOf = (shift: number) =>
      computeCalibration(
        probabilities,
        probabilities.map((p) => (random.next() < p + shift ? 1 : 0)),
      ).ece;
    const within = (shift: number) =>
      Array.from({ length: 200 }, () => eceOf(shift)).filter((ece) => ece <= limit).length / 200;
    expect(within(0)).toBeGreaterThan(0.9);
    expect(within(0)).toBeLessThan(0.99);
    expect(within(0.15)).toBeLessThan(0.05);
  });
});

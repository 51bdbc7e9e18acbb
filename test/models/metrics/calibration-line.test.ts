import { describe, expect, it } from 'vitest';
import { fitCalibrationLine } from '../../../models/metrics/calibration-line.ts';
import { createRandom } from '../../../models/random.ts';

const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));

describe('fitCalibrationLine', () => {
  it('solves two points exactly', () => {
    // Predicted .5 with 1 of 4 right, predicted .8 with 3 of 4: log-odds −ln 3 at 0 and ln 3 at ln 4.
    const line = fitCalibrationLine([0.5, 0.5, 0.5, 0.5, 0.8, 0.8, 0.8, 0.8], [1, 0, 0, 0, 1, 1, 1, 0])!;
    expect(line.intercept.value).toBeCloseTo(-Math.log(3), 8);
    expect(line.slope.value).toBeCloseTo((2 * Math.log(3)) / Math.log(4), 8);
    // Each group's log-odds have the variance 1/1 + 1/3.
    const half = 1.959964 * Math.sqrt(4 / 3);
    expect(line.intercept.high - line.intercept.value).toBeCloseTo(half, 5);
    expect(line.slope.value - line.slope.low).toBeCloseTo((half * Math.SQRT2) / Math.log(4), 5);
  });

  it('covers 0 and 1 for a calibrated model in about 95 % of samples, and not for one too sure', () => {
    const random = createRandom(3);
    const cover = (sureness: number) => {
      let covered = 0;
      for (let sample = 0; sample < 200; sample++) {
        const logits = Array.from({ length: 500 }, () => random.normal());
        const labels = logits.map((logit) => (random.next() < sigmoid(logit) ? 1 : 0));
        const { slope } = fitCalibrationLine(
          logits.map((logit) => sigmoid(sureness * logit)),
          labels,
        )!;
        if (slope.low <= 1 && 1 <= slope.high) covered++;
      }
      return covered / 200;
    };
    expect(cover(1)).toBeGreaterThan(0.9);
    expect(cover(2)).toBeLessThan(0.05);
  });

  it.each([
    ['one class only', [0.2, 0.4], [1, 1]],
    ['predictions all alike', [0.3, 0.3, 0.3], [1, 0, 0]],
    ['classes that separate', [0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]],
    ['no rows', [], []],
  ])('is null with %s', (_, probabilities, labels) => {
    expect(fitCalibrationLine(probabilities, labels)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { countBinary, flagRows } from '../../../models/metrics/binary-counts.ts';
import { chooseThreshold, FLAG_NOBODY, type ThresholdAim } from '../../../models/metrics/choose-threshold.ts';
import { computeF1 } from '../../../models/metrics/f1.ts';
import { createRandom } from '../../../models/random.ts';

describe('chooseThreshold', () => {
  it('stands half-way between the last row to flag and the next', () => {
    const probabilities = [0.9, 0.7, 0.4, 0.2];
    expect(chooseThreshold(probabilities, [1, 1, 0, 0], 'accuracy')).toBeCloseTo(0.55, 12);
    // One more positive at .2: flagging all finds 3 of 3 with one false alarm, F1 6/7; flagging two gives 4/5.
    expect(chooseThreshold(probabilities, [1, 1, 0, 1], 'f1')).toBeCloseTo(0.1, 12);
  });

  it('flags nobody where that is right most often, and never splits rows that tie', () => {
    expect(chooseThreshold([0.6, 0.4, 0.3], [0, 0, 1], 'accuracy')).toBe(FLAG_NOBODY);
    expect([...flagRows([0.5, 1], FLAG_NOBODY)]).toEqual([0, 0]);
    expect(chooseThreshold([0.5, 0.5, 0.5], [1, 1, 0], 'accuracy')).toBe(0.25);
  });

  it('takes the highest of equally good thresholds', () => {
    // Flagging the first row alone is right for two, and so is flagging all.
    expect(chooseThreshold([0.9, 0.5, 0.1], [1, 0, 1], 'accuracy')).toBeCloseTo(0.7, 12);
  });

  it.each<ThresholdAim>(['accuracy', 'f1'])('is never behind any other threshold for %s', (aim) => {
    const random = createRandom(5);
    const probabilities = Array.from({ length: 200 }, () => Math.round(random.next() * 50) / 50);
    const labels = probabilities.map((probability) => (random.next() < probability ** 2 ? 1 : 0));
    const score = (threshold: number) => {
      const counts = countBinary(flagRows(probabilities, threshold), labels);
      return aim === 'f1' ? computeF1(counts)! : (counts.truePositives + counts.trueNegatives) / 200;
    };
    const every = Array.from({ length: 103 }, (_, step) => score(step / 100));
    expect(score(chooseThreshold(probabilities, labels, aim))).toBe(Math.max(...every));
  });
});

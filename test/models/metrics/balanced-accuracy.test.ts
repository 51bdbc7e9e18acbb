import { expect, it } from 'vitest';
import { computeBalancedAccuracy } from '../../../models/metrics/balanced-accuracy.ts';

it.each([
  // 3 of 4 positives and 4 of 6 negatives are right.
  [3, 2, 1, 4, (0.75 + 4 / 6) / 2],
  [4, 6, 0, 0, 0.5],
  [0, 0, 4, 6, 0.5],
  [0, 2, 0, 6, null],
  [3, 0, 1, 0, null],
])(
  'TP %d, FP %d, FN %d, TN %d: %s',
  (truePositives, falsePositives, falseNegatives, trueNegatives, expected) => {
    const counts = { truePositives, falsePositives, falseNegatives, trueNegatives };
    expect(computeBalancedAccuracy(counts)).toBe(expected);
  },
);

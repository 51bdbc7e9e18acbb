import { expect, it } from 'vitest';
import { computeAveragePrecision } from '../../../models/metrics/average-precision.ts';

it.each([
  // The example of scikit-learn's average_precision_score, .83.
  ['one step wrong', [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.5 * 1 + 0.5 * (2 / 3)],
  ['a perfect ranking', [0.9, 0.8, 0.1], [1, 1, 0], 1],
  ['all scores alike: the rate', [0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0], 0.25],
  ['the worst ranking', [0.1, 0.9], [1, 0], 0.5],
])('%s', (_, scores, labels, expected) => {
  expect(computeAveragePrecision(scores, labels)).toBeCloseTo(expected, 12);
});

it('is null without positives', () => {
  expect(computeAveragePrecision([0.3, 0.2], [0, 0])).toBeNull();
});

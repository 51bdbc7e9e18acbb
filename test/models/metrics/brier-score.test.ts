import { expect, it } from 'vitest';
import { computeBrierScore } from '../../../models/metrics/brier-score.ts';

it.each([
  [[0.8, 0.4, 0.1], [1, 0, 0], (0.04 + 0.16 + 0.01) / 3],
  [[1, 0], [1, 0], 0],
  [[1, 0], [0, 1], 1],
])('%j against %j: %d', (probabilities, labels, expected) => {
  expect(computeBrierScore(probabilities, labels)).toBeCloseTo(expected, 12);
});

it('is null without rows', () => {
  expect(computeBrierScore([], [])).toBeNull();
});

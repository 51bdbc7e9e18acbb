import { expect, it } from 'vitest';
import { computeF1, computeRandomF1 } from '../../../models/metrics/f1.ts';
import { createRandom } from '../../../models/random.ts';

it.each([
  [2, 1, 1, 2 / 3],
  [0, 3, 2, 0],
  [5, 0, 0, 1],
  [0, 0, 0, null],
])('%d hits, %d false alarms, %d missed: F1 %s', (truePositives, falsePositives, falseNegatives, f1) => {
  expect(computeF1({ truePositives, falsePositives, falseNegatives })).toBe(f1);
});

it('is .564 for "everyone pays" at the payment rate of trial visitors', () => {
  expect(computeRandomF1({ rows: 6_534, positives: 2_564, flagged: 6_534 })).toBeCloseTo(0.564, 3);
});

it('is what random flags earn on average', () => {
  const random = createRandom(1);
  const labels = Array.from({ length: 10_000 }, (_, row) => (row < 4_000 ? 1 : 0));
  const flags = random.shuffle(labels.map((_, row) => (row < 2_500 ? 1 : 0)));
  const truePositives = labels.filter((label, row) => label && flags[row]).length;
  const found = computeF1({
    truePositives,
    falsePositives: 2_500 - truePositives,
    falseNegatives: 4_000 - truePositives,
  })!;
  const expected = computeRandomF1({ rows: 10_000, positives: 4_000, flagged: 2_500 })!;
  expect(expected).toBeCloseTo((2 * 0.25 * 0.4) / 0.65, 12);
  expect(Math.abs(found - expected)).toBeLessThan(0.015);
});

it('is null with nothing flagged and nothing to flag', () => {
  expect(computeRandomF1({ rows: 3, positives: 0, flagged: 0 })).toBeNull();
});

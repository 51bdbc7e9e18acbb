import { expect, it } from 'vitest';
import { adjustPValues } from '../../../models/insights/adjust-p-values.ts';

/** The example of Benjamini and Hochberg (1995), section 3.2: four are rejected at a rate of .05. */
const PUBLISHED = [
  ...[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344],
  ...[0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1],
];

it('rejects what its authors reject', () => {
  const adjusted = adjustPValues(PUBLISHED);
  expect(adjusted.filter((q) => q <= 0.05)).toHaveLength(4);
  // p × 15 / rank, made monotone: .0278 × 15 / 6 = .0695 is more than .0298 × 15 / 7
  expect(adjusted.slice(0, 8).map((q) => Number(q.toFixed(4)))).toEqual([
    0.0015, 0.003, 0.0095, 0.0356, 0.0603, 0.0639, 0.0639, 0.0645,
  ]);
});

it('keeps the order in which p values come', () => {
  expect(adjustPValues([0.5, 0.01, 0.04])).toEqual([0.5, 0.03, 0.06]);
});

it('leaves a single test and none as they are', () => {
  expect([adjustPValues([0.03]), adjustPValues([])]).toEqual([[0.03], []]);
});

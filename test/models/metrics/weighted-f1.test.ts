import { expect, it } from 'vitest';
import { createMask } from '../../../models/matrix.ts';
import { countClasses } from '../../../models/metrics/class-counts.ts';
import { computeWeightedF1 } from '../../../models/metrics/weighted-f1.ts';

it('weighs the F1 of each class by its rows', () => {
  // A: 3 rows, 2 found, 1 taken for B; B: 1 row, found. F1 .8 and 2/3.
  const sets = createMask(['A', 'B', 'C'], [['A'], ['A'], ['A'], ['B']]);
  expect(computeWeightedF1(countClasses([0, 0, 1, 1], sets))).toBeCloseTo((3 * 0.8 + 2 / 3) / 4, 12);
});

it('has none without rows', () => {
  expect(computeWeightedF1(countClasses([], createMask(['A'], [])))).toBeNull();
});

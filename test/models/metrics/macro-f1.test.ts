import { expect, it } from 'vitest';
import { computeMacroF1 } from '../../../models/metrics/macro-f1.ts';

it('averages F1 over the classes that occurred, leaving out those that never did', () => {
  const counts = {
    truePositives: Float64Array.of(3, 0, 0),
    falsePositives: Float64Array.of(1, 2, 0),
    falseNegatives: Float64Array.of(2, 0, 4),
  };
  expect(computeMacroF1(counts)).toBeCloseTo((6 / 9 + 0) / 2, 12);
});

it('is null when no class occurred', () => {
  const none = Float64Array.of(0, 0);
  expect(
    computeMacroF1({ truePositives: none, falsePositives: Float64Array.of(1, 0), falseNegatives: none }),
  ).toBeNull();
});

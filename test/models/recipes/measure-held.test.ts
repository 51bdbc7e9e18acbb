import { expect, it } from 'vitest';
import { measureHeld } from '../../../models/recipes/measure-held.ts';

const customers = ['U1', 'U2', 'U3', 'U4', 'U5'];
const labels = Uint8Array.of(1, 1, 0, 0, 0);

it('measures both repeats of a table that a person can check, beside what needs no model', () => {
  const held = {
    repeats: 2,
    probabilities: Float32Array.of(0.75, 0.5, 0.5, 0.25, 0.25, 0.75, 0.25, 0.5, 0.25, 0.25),
    accuracyFlags: Uint8Array.of(1, 0, 0, 0, 0, 1, 1, 1, 0, 0),
    f1Flags: Uint8Array.of(1, 1, 1, 0, 0, 1, 0, 0, 0, 0),
  };
  const found = measureHeld(held, { customers, labels }, { seed: 1, resamples: 200 });
  expect([found.rows, found.positives]).toEqual([5, 2]);
  expect(found.accuracy?.value).toBeCloseTo(8 / 10, 12);
  expect(found.f1?.value).toBeCloseTo((2 * 3) / (4 + 4), 12);
  const losses = [0.75, 0.5, 0.5, 0.75, 0.75, 0.75, 0.25, 0.5, 0.75, 0.75].map((p) => -Math.log(p));
  expect(found.logLoss?.value).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / 10, 6);
  // Pairs of a payer and another row, over both repeats together: 4 × 6.
  expect(found.auc?.value).toBeCloseTo((6 + 5 + 6 + 2) / 24, 12);
  expect(found.baselines.accuracy).toBeCloseTo(0.6, 12);
  expect(found.baselines.f1).toBeCloseTo(4 / 7, 12);
  expect(found.baselines.logLoss).toBeCloseTo(-(0.4 * Math.log(0.4) + 0.6 * Math.log(0.6)), 12);
  expect(found.accuracy!.groups).toBe(5);
});

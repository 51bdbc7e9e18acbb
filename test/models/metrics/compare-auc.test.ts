import { expect, it } from 'vitest';
import { compareAuc } from '../../../models/metrics/compare-auc.ts';
import { computeRocAuc } from '../../../models/metrics/roc-auc.ts';
import { createRandom } from '../../../models/random.ts';

/** A common signal with noise of each model's own. */
function drawRows(rows: number, seed: number) {
  const random = createRandom(seed);
  const labels = Uint8Array.from({ length: rows }, () => (random.next() < 0.4 ? 1 : 0));
  const signal = Array.from(labels, (label) => random.normal() + 0.8 * label);
  const noisy = (noise: number) => signal.map((value) => value + noise * random.normal());
  return { labels, model: noisy(0.3), reference: noisy(1.5), groups: [...signal.keys()] };
}

it('is the difference of both, and sees that less noise is better', () => {
  const { labels, model, reference, groups } = drawRows(1_000, 1);
  const found = compareAuc(model, reference, labels, { groups, random: createRandom(2), resamples: 500 })!;
  expect(found.model).toBe(computeRocAuc(model, labels));
  expect(found.reference).toBe(computeRocAuc(reference, labels));
  expect(found.low).toBeGreaterThan(0);
});

it('is narrower than two intervals apart: what both get wrong cancels', () => {
  const { labels, model, groups } = drawRows(1_000, 3);
  const nudged = model.map((value, row) => value + (row % 2) / 100);
  const found = compareAuc(model, nudged, labels, { groups, random: createRandom(4), resamples: 500 })!;
  expect(found.high - found.low).toBeLessThan(0.01);
});

it('is nothing on one class', () => {
  const options = { groups: [1, 2], random: createRandom(1), resamples: 200 };
  expect(compareAuc([0.1, 0.2], [0.2, 0.1], [1, 1], options)).toBeNull();
});

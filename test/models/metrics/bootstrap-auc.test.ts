import { expect, it } from 'vitest';
import { bootstrapAuc, createWeightedAuc } from '../../../models/metrics/bootstrap-auc.ts';
import { computeRocAuc } from '../../../models/metrics/roc-auc.ts';
import { createRandom } from '../../../models/random.ts';

function drawRows(count: number, seed: number) {
  const random = createRandom(seed);
  const labels = Uint8Array.from({ length: count }, () => (random.next() < 0.4 ? 1 : 0));
  const scores = Array.from(labels, (label) => Math.round((random.normal() + 0.7 * label) * 20) / 20);
  return { labels, scores };
}

it('weighs rows as if each stood there that many times, ties included', () => {
  const { labels, scores } = drawRows(60, 1);
  const random = createRandom(2);
  const weights = Uint16Array.from({ length: 60 }, () => random.integer(4));
  const copies = [...weights].flatMap((weight, row) => new Array<number>(weight).fill(row));
  const expanded = computeRocAuc(
    copies.map((row) => scores[row]!),
    copies.map((row) => labels[row]!),
  );
  expect(createWeightedAuc(scores, labels)(weights)).toBeCloseTo(expected(expanded), 12);
});

it('has the limits that theory gives', () => {
  const { labels, scores } = drawRows(1_500, 3);
  const found = bootstrapAuc(scores, labels, { groups: [...scores.keys()], random: createRandom(4) })!;
  expect(found.value).toBe(computeRocAuc(scores, labels));
  // Hanley and McNeil (1982).
  const { value: auc } = found;
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const negatives = labels.length - positives;
  const spread =
    auc * (1 - auc) +
    (positives - 1) * (auc / (2 - auc) - auc ** 2) +
    (negatives - 1) * ((2 * auc ** 2) / (1 + auc) - auc ** 2);
  const error = Math.sqrt(spread / (positives * negatives));
  expect((found.value - found.lower) / error / 1.645).toBeCloseTo(1, 0.5);
  expect((found.high - found.low) / error / 3.92).toBeCloseTo(1, 0.5);
});

it('is null with one class only, and refuses what is not a number', () => {
  const options = { groups: [1, 2], random: createRandom(1), resamples: 10 };
  expect(bootstrapAuc([0.1, 0.2], [1, 1], options)).toBeNull();
  expect(() => bootstrapAuc([0.1, Number.NaN], [1, 0], options)).toThrow('invalid score: NaN');
});

function expected(value: number | null): number {
  if (value === null) throw new Error('both classes were drawn');
  return value;
}

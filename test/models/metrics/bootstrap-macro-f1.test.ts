import { expect, it } from 'vitest';
import { createMask } from '../../../models/matrix.ts';
import { bootstrapMacroF1, estimateMacroF1 } from '../../../models/metrics/bootstrap-macro-f1.ts';
import { countClasses } from '../../../models/metrics/class-counts.ts';
import { computeMacroF1 } from '../../../models/metrics/macro-f1.ts';
import { createRandom } from '../../../models/random.ts';

const columns = ['a', 'b', 'c', 'd'];

function plantRows(rows: number) {
  const random = createRandom(11);
  const labels = Array.from({ length: rows }, () => random.integer(4));
  const guess = (share: number) =>
    Int32Array.from(labels, (label) => (random.next() < share ? label : random.integer(4)));
  const sets = createMask(
    columns,
    labels.map((label) => (random.next() < 0.2 ? [] : [columns[label]!, columns[random.integer(4)]!])),
  );
  const groups = labels.map((_, row) => `M${Math.floor(row / 2)}`);
  return { sets, groups, better: guess(0.6), worse: guess(0.2), guess };
}

it('observes the same macro-F1 as the plain count', () => {
  const { sets, groups, better, worse } = plantRows(300);
  const result = bootstrapMacroF1(better, worse, sets, { groups, random: createRandom(1), resamples: 20 })!;
  expect(result.model).toBeCloseTo(computeMacroF1(countClasses(better, sets))!, 12);
  expect(result.reference).toBeCloseTo(computeMacroF1(countClasses(worse, sets))!, 12);
  expect(result).toMatchObject({ rows: 300, groups: 150 });
});

it('resamples as recounting the drawn rows would', () => {
  const { sets, groups, better, worse } = plantRows(60);
  const fast = bootstrapMacroF1(better, worse, sets, { groups, random: createRandom(4), resamples: 40 })!;
  const draws = createRandom(4);
  const differences = Array.from({ length: 40 }, () => {
    const counts = new Uint16Array(30);
    draws.resample(counts);
    const rows = [...counts].flatMap((count, customer) =>
      Array.from({ length: count }, () => [2 * customer, 2 * customer + 1]).flat(),
    );
    const drawn = {
      rows: rows.length,
      columns,
      values: Uint8Array.from(rows.flatMap((row) => [...sets.values.subarray(row * 4, row * 4 + 4)])),
    };
    const score = (picks: Int32Array) =>
      computeMacroF1(
        countClasses(
          rows.map((row) => picks[row]!),
          drawn,
        ),
      )!;
    return score(better) - score(worse);
  }).sort((a, b) => a - b);
  // The 5 % point of 40 values lies between the 2nd and the 3rd: 0.05 × 39 = 1.95.
  expect(fast.lower).toBeCloseTo(0.05 * differences[1]! + 0.95 * differences[2]!, 10);
});

it('tells a better model from the reference, and finds none between equals', () => {
  const { sets, groups, better, worse, guess } = plantRows(1_000);
  const options = { groups, random: createRandom(1), resamples: 400 };
  expect(bootstrapMacroF1(better, worse, sets, options)!.lower).toBeGreaterThan(0);
  const equal = bootstrapMacroF1(better, guess(0.6), sets, options)!;
  expect(equal.low).toBeLessThan(0);
  expect(equal.high).toBeGreaterThan(0);
});

it('is null when no row has a label', () => {
  const sets = createMask(columns, [[], []]);
  expect(bootstrapMacroF1([0, 1], [1, 0], sets, { groups: ['a', 'b'], random: createRandom(1) })).toBeNull();
});

it('gives the macro-F1 of one prediction its limits', () => {
  const { sets, groups, better } = plantRows(300);
  const found = estimateMacroF1(better, sets, { groups, random: createRandom(1), resamples: 200 })!;
  expect(found.value).toBeCloseTo(computeMacroF1(countClasses(better, sets))!, 12);
  expect(found.low).toBeLessThan(found.value);
  expect(found.high).toBeGreaterThan(found.value);
});

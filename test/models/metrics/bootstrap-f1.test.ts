import { expect, it } from 'vitest';
import { bootstrapF1, estimateF1 } from '../../../models/metrics/bootstrap-f1.ts';
import { createRandom } from '../../../models/random.ts';

const rows = (count: number, draw: (row: number) => boolean) =>
  Uint8Array.from({ length: count }, (_, row) => (draw(row) ? 1 : 0));

it('compares with flagging as many at random', () => {
  // 10 rows, 4 positive, 5 flagged, 3 rightly: 6/9 against 2·5·4 / (10·9).
  const found = bootstrapF1([1, 1, 1, 0, 1, 1, 0, 0, 0, 0], [1, 1, 1, 1, 0, 0, 0, 0, 0, 0], {
    groups: [...new Array(10).keys()],
    random: createRandom(1),
    resamples: 200,
  })!;
  expect(found.model).toBeCloseTo(6 / 9, 12);
  expect(found.reference).toBeCloseTo(4 / 9, 12);
  expect(found).toMatchObject({ rows: 10, groups: 10 });
});

it('calls random flags ahead in about 5 % of samples at its one-sided limit', () => {
  const random = createRandom(2);
  let ahead = 0;
  for (let sample = 0; sample < 200; sample++) {
    const labels = rows(400, () => random.next() < 0.4);
    const flags = rows(400, () => random.next() < 0.6);
    const found = bootstrapF1(flags, labels, { groups: [...labels.keys()], random, resamples: 200 })!;
    if (found.lower > 0) ahead++;
  }
  expect(ahead / 200).toBeGreaterThan(0.01);
  expect(ahead / 200).toBeLessThan(0.1);
});

it('widens when the rows of a customer move together', () => {
  const random = createRandom(3);
  const labels = rows(2_000, (row) => Math.floor(row / 10) % 5 < 2);
  const flags = labels.map((label) => label);
  for (let start = 0; start < 2_000; start += 10) flags.fill(random.integer(2), start, start + 10);
  const width = (groups: number[]) => {
    const { low, high } = bootstrapF1(flags, labels, { groups, random: createRandom(4), resamples: 400 })!;
    return high - low;
  };
  const each = [...labels.keys()];
  expect(width(each.map((row) => Math.floor(row / 10))) / width(each)).toBeCloseTo(Math.sqrt(10), 0);
});

it('estimates F1 by itself, with limits around it', () => {
  const random = createRandom(5);
  const labels = rows(1_000, () => random.next() < 0.4);
  const flags = labels.map((label) => (random.next() < 0.7 ? label : 1 - label));
  const options = () => ({ groups: [...labels.keys()], random: createRandom(6), resamples: 300 });
  const found = estimateF1(flags, labels, options())!;
  expect(found.value).toBe(bootstrapF1(flags, labels, options())!.model);
  expect(found).toMatchObject({ rows: 1_000, groups: 1_000 });
  expect(found.low).toBeLessThan(found.lower);
  expect(found.lower).toBeLessThan(found.value);
  expect(found.value).toBeLessThan(found.upper);
  expect(found.upper).toBeLessThan(found.high);
});

it('is null with nothing flagged and nothing to flag', () => {
  expect(bootstrapF1([0, 0], [0, 0], { groups: [1, 2], random: createRandom(1) })).toBeNull();
});

import { expect, it } from 'vitest';
import type { Matrix } from '../../../models/matrix.ts';
import { computeSilhouette } from '../../../models/metrics/silhouette.ts';
import { createRandom } from '../../../models/random.ts';

const line = (...values: number[]): Matrix => ({
  rows: values.length,
  columns: ['x'],
  values: Float32Array.from(values),
});
const random = () => createRandom(1);

it('is the mean of (b − a) / max(a, b), worked out by hand', () => {
  // 0: a 1, b 5.5; 1: a 1, b 4.5; and the mirror image.
  const expected = (4.5 / 5.5 + 3.5 / 4.5) / 2;
  expect(computeSilhouette(line(0, 1, 5, 6), [0, 0, 1, 1], { random: random() })).toBeCloseTo(expected, 6);
});

it('is negative for rows in the wrong cluster, 0 for a row alone', () => {
  expect(computeSilhouette(line(0, 1, 5, 6), [0, 1, 0, 1], { random: random() })).toBeLessThan(0);
  // 0 and 1 have a 1, b 5 and 4; the lone row counts 0.
  expect(computeSilhouette(line(0, 1, 5), [0, 0, 1], { random: random() })).toBeCloseTo(
    (4 / 5 + 3 / 4 + 0) / 3,
    6,
  );
});

it('is null with one cluster and 0 where all rows are alike', () => {
  expect(computeSilhouette(line(1, 2, 3), [0, 0, 0], { random: random() })).toBeNull();
  expect(computeSilhouette(line(), [], { random: random() })).toBeNull();
  expect(computeSilhouette(line(2, 2, 2, 2), [0, 0, 1, 1], { random: random() })).toBe(0);
});

it('estimates the whole from a seeded sample', () => {
  const draws = createRandom(3);
  const values = Array.from({ length: 3_000 }, (_, row) => draws.normal() + 6 * (row % 3));
  const labels = values.map((_, row) => row % 3);
  const points = line(...values);
  const whole = computeSilhouette(points, labels, { random: random(), sample: 3_000 })!;
  const sampled = computeSilhouette(points, labels, { random: random(), sample: 600 })!;
  expect(sampled).not.toBe(whole);
  expect(Math.abs(sampled - whole)).toBeLessThan(0.03);
  expect(computeSilhouette(points, labels, { random: random(), sample: 600 })).toBe(sampled);
});

it('refuses labels of other rows', () => {
  expect(() => computeSilhouette(line(1, 2), [0], { random: random() })).toThrow('invalid labels: 1');
});

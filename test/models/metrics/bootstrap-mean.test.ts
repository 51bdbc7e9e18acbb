import { expect, it } from 'vitest';
import { bootstrapMean, estimateMean } from '../../../models/metrics/bootstrap-mean.ts';
import { createRandom } from '../../../models/random.ts';

const customers = (count: number, rowsEach = 1) =>
  Array.from({ length: count * rowsEach }, (_, row) => `M${Math.floor(row / rowsEach)}`);

it('agrees with the normal approximation on independent rows', () => {
  const random = createRandom(1);
  const model = Float64Array.from({ length: 4_000 }, () => random.normal() + 0.1);
  const reference = Float64Array.from({ length: 4_000 }, () => random.normal());
  const result = bootstrapMean(model, reference, { groups: customers(4_000), random })!;
  const error = Math.sqrt(2 / 4_000);
  expect(result.difference).toBeCloseTo(
    model.reduce((sum, value, row) => sum + value - reference[row]!, 0) / 4_000,
    12,
  );
  expect((result.difference - result.low) / error).toBeCloseTo(1.96, 0.5);
  expect((result.difference - result.lower) / error).toBeCloseTo(1.645, 0.5);
  expect((result.upper - result.difference) / error).toBeCloseTo(1.645, 0.5);
  expect(result).toMatchObject({ rows: 4_000, groups: 4_000 });
});

it('widens when the rows of a customer move together', () => {
  const random = createRandom(2);
  const byCustomer = Float64Array.from({ length: 200 }, () => random.normal());
  const rows = Float64Array.from({ length: 2_000 }, (_, row) => byCustomer[Math.floor(row / 10)]!);
  const zeros = new Float64Array(2_000);
  const width = (groups: string[]) => {
    const { low, high } = bootstrapMean(rows, zeros, { groups, random: createRandom(3) })!;
    return high - low;
  };
  // Ten copies carry the information of one row: the honest interval is √10 times wider.
  expect(width(customers(200, 10)) / width(customers(2_000))).toBeCloseTo(Math.sqrt(10), 0);
});

it('repeats itself for a seed', () => {
  const run = (seed: number) =>
    bootstrapMean([1, 0, 1, 1, 0], [0, 0, 1, 0, 1], {
      groups: ['a', 'b', 'c', 'c', 'd'],
      random: createRandom(seed),
      resamples: 200,
    });
  expect(run(9)).toEqual(run(9));
  expect(run(9)).toMatchObject({ model: 0.6, reference: 0.4, rows: 5, groups: 4 });
});

it('is null without rows and refuses unequal columns', () => {
  const options = { groups: [], random: createRandom(1) };
  expect(bootstrapMean([], [], options)).toBeNull();
  expect(() => bootstrapMean([1], [], options)).toThrow('invalid figures: 1 and 0 rows (expected 0');
});

it('gives one mean its limits', () => {
  const found = estimateMean([1, 0, 1, 1], { groups: customers(4), random: createRandom(1) })!;
  expect(found).toMatchObject({ value: 0.75, low: 0.25, high: 1, rows: 4, groups: 4 });
  expect(estimateMean([], { groups: [], random: createRandom(1) })).toBeNull();
});

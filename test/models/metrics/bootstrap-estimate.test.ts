import { expect, it } from 'vitest';
import { bootstrapEstimate, Estimate } from '../../../models/metrics/bootstrap-estimate.ts';
import { createRandom } from '../../../models/random.ts';

const meanOf = (values: Float64Array) => (weights: Uint16Array) => {
  const size = weights.reduce((sum, weight) => sum + weight, 0);
  return size > 0 ? values.reduce((sum, value, row) => sum + value * weights[row]!, 0) / size : null;
};

it('agrees with the normal approximation for a mean', () => {
  const random = createRandom(1);
  const values = Float64Array.from({ length: 2_000 }, () => random.normal());
  const groups = Array.from(values, (_, row) => row);
  const found = bootstrapEstimate(meanOf(values), { groups, random })!;
  const error = Math.sqrt(1 / 2_000);
  expect((found.high - found.low) / error).toBeCloseTo(2 * 1.96, 0);
  expect((found.value - found.lower) / error).toBeCloseTo(1.645, 0);
  expect((found.upper - found.value) / error).toBeCloseTo(1.645, 0);
  expect(found).toMatchObject({ rows: 2_000, groups: 2_000 });
  expect(Estimate.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
});

it('draws all rows of a customer together', () => {
  const drawn = new Set<string>();
  bootstrapEstimate(
    (weights) => {
      drawn.add(String(weights[0] === weights[1] && weights[2] === weights[3]));
      return 0;
    },
    { groups: ['a', 'a', 'b', 'b'], random: createRandom(1), resamples: 50 },
  );
  expect([...drawn]).toEqual(['true']);
});

it('is null where the rows as they are allow no figure', () => {
  expect(bootstrapEstimate(() => null, { groups: ['a'], random: createRandom(1) })).toBeNull();
  expect(bootstrapEstimate(meanOf(new Float64Array(0)), { groups: [], random: createRandom(1) })).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { chooseTransforms, computeSkewness } from '../../../models/encoders/choose-transforms.ts';
import type { FeatureSpec } from '../../../models/encoders/feature-table.ts';
import { createRandom } from '../../../models/random.ts';

const random = createRandom(1);
const draw = (make: () => number) => Float64Array.from({ length: 2_000 }, make);
const numbers = {
  spend: draw(() => Math.exp(2 * random.normal())).map((value, row) => (row % 7 === 0 ? Number.NaN : value)),
  age: draw(() => 40 + 10 * random.normal()),
  flag: draw(() => (random.next() < 0.01 ? 1 : 0)),
};
const table = { rows: 2_000, numbers, categories: {} };
const specs: FeatureSpec[] = ['spend', 'age', 'flag'].map((name) => ({ kind: 'number', name }));

describe('chooseTransforms', () => {
  it('takes the logarithm of what is heavily skewed, and of nothing else', () => {
    const [spend, age] = chooseTransforms(specs, table, () => true);
    expect(spend).toEqual({ kind: 'number', name: 'spend', transform: 'log1p' });
    expect(age).toEqual({ kind: 'number', name: 'age' });
  });

  it('leaves alone what the logarithm makes no less skewed', () => {
    expect(chooseTransforms(specs, table, () => true)[2]).toEqual({ kind: 'number', name: 'flag' });
  });

  it('leaves alone what may be negative somewhere', () => {
    expect(chooseTransforms(specs, table, () => false)).toEqual(specs);
  });
});

it('an exponential distribution has a skewness of 2, a constant column none', () => {
  const exponential = draw(() => -Math.log(1 - random.next()));
  expect(computeSkewness(exponential)).toBeCloseTo(2, 0);
  expect(computeSkewness(Float64Array.of(3, 3, 3))).toBe(0);
});

import { describe, expect, it } from 'vitest';
import {
  createNextAffiliateNetModel,
  loadNextAffiliateNetModel,
} from '../../../models/estimators/next-affiliate-net-model.ts';
import { createNetwork } from '../../../models/estimators/two-head-network.ts';
import { createMask, createMatrix } from '../../../models/matrix.ts';
import { createRandom } from '../../../models/random.ts';

const state = {
  features: ['x', 'y'],
  affiliates: ['a', 'b', 'c'],
  units: 4,
  temperatures: { any: 1, which: 1 },
  training: { rows: 10, outcomes: 5, epochs: 2, bestEpoch: 1, validationLogLoss: 1 },
};
const weights = createNetwork(
  { inputs: 2, units: 4, anyRate: 0.5, classRates: [0.2, 0.3, 0.5] },
  createRandom(1),
);
const model = createNextAffiliateNetModel(state, weights);

describe('save and load', () => {
  it('hands out copies', () => {
    const saved = model.save();
    saved.weights['any/bias']!.values[0] = 99;
    expect(model.save().weights['any/bias']!.values[0]).not.toBe(99);
  });

  it.each([
    [
      'another format',
      { format: 'other/1' },
      'invalid model format: other/1 (expected next-affiliate-net/1)',
    ],
    ['a state that lacks something', { json: { ...state, temperatures: { any: 1 } } }, 'which'],
    ['no weights', { weights: {} }, 'invalid weights hidden/kernel: shape undefined (expected 2 × 4)'],
    [
      'weights of another size',
      { json: { ...state, units: 5 } },
      'invalid weights hidden/kernel: shape 2 × 4 (expected 2 × 5)',
    ],
    [
      'a weight that is not finite',
      { weights: { ...weights, 'any/bias': { shape: [1], values: Float32Array.of(Number.NaN) } } },
      'invalid weights any/bias: NaN at position 0',
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => loadNextAffiliateNetModel({ ...model.save(), ...change })).toThrow(message);
  });
});

it('refuses used affiliates of another number of rows', () => {
  expect(() => model.predict(createMatrix(2, ['x', 'y']), createMask(state.affiliates, [[]]))).toThrow(
    'invalid used: 1 rows (expected 2, one for each feature row)',
  );
});

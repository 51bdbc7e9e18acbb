import { expect, it } from 'vitest';
import { assertFormat, assertPredictable } from '../../../models/estimators/next-affiliate-model.ts';
import { createMask, createMatrix } from '../../../models/matrix.ts';

const trained = { features: ['x', 'y'], affiliates: ['a', 'b', 'c'] };
const features = createMatrix(2, trained.features);
const used = createMask(trained.affiliates, [['a'], []]);

it('accepts rows with the columns of training, none included', () => {
  expect(() => assertPredictable(features, used, trained)).not.toThrow();
  expect(() =>
    assertPredictable(createMatrix(0, trained.features), createMask(trained.affiliates, []), trained),
  ).not.toThrow();
});

it.each([
  [
    'a column too few',
    createMatrix(2, ['x']),
    used,
    'invalid features: column 1 is missing (expected y, as in training)',
  ],
  [
    'a column too many',
    createMatrix(2, ['x', 'y', 'z']),
    used,
    'invalid features: column 2 is z (expected no more, as in training)',
  ],
  [
    'affiliates in another order',
    features,
    createMask(['a', 'c', 'b'], [[], []]),
    'invalid used affiliates: column 1 is c (expected b, as in training)',
  ],
  [
    'other numbers of rows',
    features,
    createMask(trained.affiliates, [[]]),
    'invalid used: 1 rows (expected 2, one for each feature row)',
  ],
])('refuses %s', (_, rows, mask, message) => {
  expect(() => assertPredictable(rows, mask, trained)).toThrow(message);
});

it('refuses a model of another format', () => {
  const saved = { format: 'other/1', json: {}, weights: {} };
  expect(() => assertFormat(saved, 'net/1')).toThrow('invalid model format: other/1 (expected net/1)');
  expect(() => assertFormat(saved, 'other/1')).not.toThrow();
});

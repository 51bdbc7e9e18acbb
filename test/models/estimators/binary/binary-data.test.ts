import { describe, expect, it } from 'vitest';
import {
  assertBinaryData,
  assertNoCategories,
  assertSameColumns,
  type BinaryData,
  type BinaryRows,
  countPositives,
} from '../../../../models/estimators/binary/binary-data.ts';

const rows = (customers: string[]): BinaryRows => ({
  features: { rows: 3, columns: ['stay', 'visits'], values: Float32Array.of(1, 2, 3, 4, 5, 6) },
  labels: Uint8Array.of(0, 1, 1),
  customers,
});
const data = { training: rows(['a', 'b', 'c']), validation: rows(['d', 'e', 'f']) };

it('counts the rows with label 1', () => {
  expect(countPositives(data.training.labels)).toBe(2);
});

describe('assertBinaryData', () => {
  it('accepts rows of both classes, weighted in training, and latest rows among the validation ones', () => {
    const training = { ...data.training, weights: Float32Array.of(1, 2, 0.5) };
    expect(() => assertBinaryData({ ...data, training, latest: data.validation })).not.toThrow();
  });

  const { training, validation } = data;
  it.each<[string, string, BinaryData]>([
    [
      'one class only',
      'invalid training rows: 3 of 3 labels are 1 (expected both classes)',
      { ...data, training: { ...training, labels: Uint8Array.of(1, 1, 1) } },
    ],
    [
      'one class only among the latest',
      'invalid latest validation rows: 0 of 3 labels are 1',
      { ...data, latest: { ...validation, labels: new Uint8Array(3) } },
    ],
    [
      'a label that is neither 0 nor 1',
      'invalid validation rows: label 2 in row 1 (expected 0 or 1)',
      { ...data, validation: { ...validation, labels: Uint8Array.of(0, 2, 1) } },
    ],
    [
      'fewer labels than rows',
      'invalid training rows: features: 3 rows (expected 2',
      { ...data, training: { ...training, labels: Uint8Array.of(0, 1) } },
    ],
    [
      'fewer customers than rows',
      'invalid training rows: customers: 2 rows (expected 3',
      { ...data, training: rows(['a', 'b']) },
    ],
    [
      'a feature that is not finite',
      'invalid training rows: features: NaN in row 1, column stay',
      {
        ...data,
        training: {
          ...training,
          features: { ...training.features, values: Float32Array.of(1, 2, NaN, 4, 5, 6) },
        },
      },
    ],
    [
      'a weight of nothing',
      'invalid training rows: weight 0 in row 2 (expected a positive number)',
      { ...data, training: { ...training, weights: Float32Array.of(1, 1, 0) } },
    ],
    [
      'weights on validation rows',
      'invalid validation rows: they have weights (expected rows as they come)',
      { ...data, validation: { ...validation, weights: Float32Array.of(1, 1, 1) } },
    ],
    [
      'a customer on both sides',
      'invalid validation rows: customer b is in training too (expected other customers)',
      { ...data, validation: rows(['d', 'b', 'f']) },
    ],
  ])('refuses %s', (_, message, spoilt) => {
    expect(() => assertBinaryData(spoilt)).toThrow(message);
  });
});

it.each([
  [['stay'], 'column 1 is missing (expected visits, as in training)'],
  [['stay', 'visits', 'noise'], 'column 2 is noise (expected no more, as in training)'],
  [['visits', 'stay'], 'column 0 is visits (expected stay, as in training)'],
])('refuses the columns %j', (columns, message) => {
  expect(() => assertSameColumns({ columns }, training(), 'rows')).toThrow(`invalid rows: ${message}`);
});

function training() {
  return { columns: ['stay', 'visits'] };
}

it('refuses codes where training had none, or in other columns', () => {
  const codes = { ...training(), categorical: [1] };
  expect(() => assertSameColumns(codes, { ...training(), categorical: [1] }, 'rows')).not.toThrow();
  expect(() => assertSameColumns({ ...training(), categorical: [] }, training(), 'rows')).not.toThrow();
  expect(() => assertSameColumns(codes, training(), 'rows')).toThrow(
    'invalid rows: categorical visits (expected none, as in training)',
  );
  expect(() => assertSameColumns({ ...codes, categorical: [0] }, codes, 'rows')).toThrow(
    'invalid rows: categorical stay (expected visits, as in training)',
  );
});

it('tells a learner of quantities to have its categories one-hot', () => {
  expect(() => assertNoCategories(training(), 'logistic-regression')).not.toThrow();
  expect(() => assertNoCategories({ ...training(), categorical: [0] }, 'logistic-regression')).toThrow(
    'invalid features: categorical stay (expected none: logistic-regression needs them one-hot)',
  );
});

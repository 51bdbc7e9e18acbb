import { expect, it } from 'vitest';
import { prepareHead } from '../../../models/estimators/boosting-rows.ts';
import { createMask } from '../../../models/matrix.ts';

const columns = ['a', 'b', 'c'];
const rows = {
  features: { rows: 3, columns: ['x'], values: Float32Array.of(10, 11, 12) },
  latest: Int32Array.of(0, 0, -1),
  used: createMask(columns, [['a'], ['a'], []]),
  next: createMask(columns, [['b'], [], ['a', 'c']]),
};
const base = { any: 0.5, which: [-1, -2, -3] };

it('asks every row whether any came, starting at the base rate', () => {
  const { classes, training } = prepareHead('any', { training: rows, validation: rows }, base);
  expect(classes).toBe(1);
  expect(training).toEqual({
    features: rows.features,
    label: Float32Array.of(1, 0, 1),
    initScore: Float64Array.of(0.5, 0.5, 0.5),
  });
});

it('asks rows with an outcome which came: each member of a set once, with its share of the weight', () => {
  const { classes, validation } = prepareHead('which', { training: rows, validation: rows }, base);
  expect(classes).toBe(3);
  expect(validation.features).toEqual({ rows: 3, columns: ['x'], values: Float32Array.of(10, 12, 12) });
  expect(validation.label).toEqual(Float32Array.of(1, 0, 2));
  expect(validation.weight).toEqual(Float32Array.of(1, 0.5, 0.5));
});

it('starts each affiliate at its log rate, class after class, and rules out the used', () => {
  const { initScore } = prepareHead('which', { training: rows, validation: rows }, base).training;
  expect(initScore).toEqual(Float64Array.of(-1e9 - 1, -1, -1, -2, -2, -2, -3, -3, -3));
});

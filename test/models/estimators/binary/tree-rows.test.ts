import { expect, it } from 'vitest';
import { prepareTreeRows } from '../../../../models/estimators/binary/tree-rows.ts';

const rows = (labels: number[], customers: string[]) => ({
  features: { rows: labels.length, columns: ['x'], values: new Float32Array(labels.length) },
  labels: Uint8Array.from(labels),
  customers,
});
const data = {
  training: rows([1, 0, 0, 0], ['a', 'b', 'c', 'd']),
  validation: rows([1, 0, 0], ['e', 'f', 'g']),
};

it('weighs rows as they come', () => {
  expect(prepareTreeRows(data, 'none')).toEqual({
    training: {
      features: data.training.features,
      label: Float32Array.of(1, 0, 0, 0),
      weight: Float32Array.of(1, 1, 1, 1),
    },
    validation: {
      features: data.validation.features,
      label: Float32Array.of(1, 0, 0),
      weight: Float32Array.of(1, 1, 1),
    },
  });
});

it('balances the classes of the rows that say when to stop too', () => {
  const { training, validation } = prepareTreeRows(data, 'balanced');
  const third = Math.fround(2 / 3);
  expect(training.weight).toEqual(Float32Array.of(2, third, third, third));
  expect(validation.weight).toEqual(Float32Array.of(1.5, 0.75, 0.75));
});

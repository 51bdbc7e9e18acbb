import { expect, it } from 'vitest';
import { type Examples, joinExamples, takeExamples } from '../../../models/recipes/examples.ts';

const examples: Examples = {
  table: {
    rows: 3,
    numbers: { visits: Float64Array.of(1, 2, Number.NaN) },
    categories: { site: ['A', null, 'B'] },
  },
  labels: Uint8Array.of(0, 1, 1),
  customers: ['U1', 'U2', 'U3'],
  decidedOn: ['2021-01-01', '2021-01-02', '2021-01-03'],
};

it('takes rows in the order asked for', () => {
  expect(takeExamples(examples, [2, 0])).toEqual({
    table: {
      rows: 2,
      numbers: { visits: Float64Array.of(Number.NaN, 1) },
      categories: { site: ['B', 'A'] },
    },
    labels: Uint8Array.of(1, 0),
    customers: ['U3', 'U1'],
    decidedOn: ['2021-01-03', '2021-01-01'],
  });
});

it('puts one set after another, so that taking both parts gives it back', () => {
  const joined = joinExamples(takeExamples(examples, [0]), takeExamples(examples, [1, 2]));
  expect(joined).toEqual(examples);
});

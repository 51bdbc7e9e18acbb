import { expect, it } from 'vitest';
import { canHold } from '../../../models/recipes/can-hold.ts';
import { plantExamples } from './planted-examples.ts';

/** Rows of as many payers, and of others. */
function plant(payers: number, others: number) {
  const planted = plantExamples(payers + others, 1);
  return { ...planted, labels: planted.labels.map((_, row) => (row < payers ? 1 : 0)) };
}

it.each([
  [30, 30, 3, true],
  [29, 500, 3, false],
  [500, 29, 3, false],
  [20, 500, 2, true],
])('%i customers who pay and %i who do not give %i folds: %s', (payers, others, folds, expected) => {
  expect(canHold(plant(payers, others), folds)).toBe(expected);
});

it('counts a customer once, however many rows there are', () => {
  const planted = plant(60, 60);
  const twice = planted.customers.map((_, row) => `${row - (row % 6)}`);
  expect(canHold({ ...planted, customers: twice }, 2)).toBe(false);
});

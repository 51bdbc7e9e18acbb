import { expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { splitFolds } from '../../../models/splits/split-folds.ts';

/** Thirty customers of two rows each, six of whom pay. */
const customers = Array.from({ length: 60 }, (_, row) => `C${row % 30}`);
const labels = customers.map((customer) => (Number(customer.slice(1)) < 6 ? 1 : 0));
const split = (seed: number, folds = 3) =>
  splitFolds({ customers, labels }, { folds, random: createRandom(seed) });

it('holds every row once, and gives each of its three parts other customers', () => {
  const folds = split(1);
  expect(folds.flatMap(({ held }) => held).sort((a, b) => a - b)).toEqual([...customers.keys()]);
  for (const { training, validation, held } of folds) {
    expect([...training, ...validation, ...held].sort((a, b) => a - b)).toEqual([...customers.keys()]);
    const of = (rows: number[]) => new Set(rows.map((row) => customers[row]));
    const parts = [training, validation, held].map((rows) => [...of(rows)]);
    expect(new Set(parts.flat()).size).toBe(parts.flat().length);
  }
});

it('deals payers evenly, so that every part of every fold has both kinds', () => {
  for (const { held } of split(2)) expect(held.filter((row) => labels[row] === 1)).toHaveLength(4);
  const many = {
    customers: [...Array(200).keys()].map(String),
    labels: [...Array(200).keys()].map((row) => (row < 40 ? 1 : 0)),
  };
  for (const { training, validation, held } of splitFolds(many, { folds: 4, random: createRandom(1) })) {
    const paidOf = (rows: number[]) => rows.filter((row) => many.labels[row] === 1).length;
    expect([training.length, validation.length, held.length]).toEqual([120, 30, 50]);
    expect([paidOf(training), paidOf(validation), paidOf(held)]).toEqual([24, 6, 10]);
  }
});

it('deals alike for one seed and otherwise for another', () => {
  expect(split(3)).toEqual(split(3));
  expect(split(3)).not.toEqual(split(4));
});

it('refuses fewer than two folds', () => {
  expect(() => split(1, 1)).toThrow('invalid folds: 1 (expected a whole number of at least 2)');
});

import { expect, it } from 'vitest';
import type { FeatureSpec } from '../../../models/encoders/feature-table.ts';
import { createRandom } from '../../../models/random.ts';
import { applySmoteClasses } from '../../../models/samplers/smote-classes.ts';

const specs: FeatureSpec[] = [
  { kind: 'number', name: 'amount' },
  { kind: 'category', name: 'zone' },
];
/** Four rows of class 0, two of class 2, one of class 3. */
const rows = {
  table: {
    rows: 7,
    numbers: { amount: [0.1, 0.2, 0.3, 0.4, 10.5, 20.5, 99.5] },
    categories: { zone: ['Z1', 'Z1', 'Z2', 'Z2', 'Z7', 'Z7', 'Z9'] },
  },
  label: Float32Array.of(0, 0, 0, 0, 2, 2, 3),
  weight: Float32Array.of(1, 1, 0.5, 0.5, 1, 1, 1),
};

it('makes each class that occurs as large as the largest, of its own rows alone, never of codes between', () => {
  const { table, label, weight } = applySmoteClasses(specs, rows, createRandom(1));
  expect([...label]).toEqual([...rows.label, 2, 2, 3, 3, 3]);
  expect([...weight]).toEqual([...rows.weight, 1, 1, 1, 1, 1]);
  const { amount } = table.numbers;
  expect(Array.from(amount!).slice(0, 7)).toEqual(rows.table.numbers.amount);
  for (const place of [7, 8]) {
    expect(amount![place]).toBeGreaterThanOrEqual(10.5);
    expect(amount![place]).toBeLessThanOrEqual(20.5);
  }
  // One row has no neighbour: it is repeated.
  expect(Array.from(amount!).slice(9)).toEqual([99.5, 99.5, 99.5]);
  expect(Array.from(table.categories.zone!).slice(7)).toEqual(['Z7', 'Z7', 'Z9', 'Z9', 'Z9']);
});

it('makes the same by the same seed, and leaves what it was given', () => {
  const before = structuredClone(rows);
  const made = applySmoteClasses(specs, rows, createRandom(1));
  expect(applySmoteClasses(specs, rows, createRandom(1))).toEqual(made);
  expect(rows).toEqual(before);
});

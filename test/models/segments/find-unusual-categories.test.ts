import { expect, it } from 'vitest';
import { findUnusualCategories, liftOf } from '../../../models/segments/find-unusual-categories.ts';

/** Lines per customer: bread 1, 2, 3, 4, 20; wine 1 everywhere. The first segment has ten times the customers. */
const table = {
  segments: ['S01', 'S02', 'S03', 'S04', 'S05'],
  customers: [100, 10, 10, 10, 10],
  categories: ['bread', 'wine'],
  lines: [100, 100, 20, 10, 30, 10, 40, 10, 200, 10],
};

it('flags what exceeds Q3 + 1.5 IQR of the lines per customer', () => {
  // Quartiles of 1 2 3 4 20 are 2 and 4: the bound is 7.
  expect(findUnusualCategories(table)).toEqual([
    {
      segment: 'S05',
      category: 'bread',
      value: 20,
      bound: 7,
      lift: expect.closeTo(200 / 210 / (390 / 530), 12),
    },
  ]);
});

it('flags less with a wider bound', () => {
  expect(findUnusualCategories(table, 8)).toEqual([]);
});

it('relates shares of lines', () => {
  expect(liftOf(table, 0, 1)).toBeCloseTo(0.5 / (140 / 530), 12);
  expect(liftOf({ ...table, lines: new Array(10).fill(0) }, 0, 0)).toBe(0);
});

import { expect, it } from 'vitest';
import { readNumbers, readPositions } from '../../../models/encoders/read-numbers.ts';

const tableOf = (values: (number | null)[]) => ({
  rows: values.length,
  numbers: { month: values },
  categories: {},
});
const months = { period: 12, first: 1 };

it('reads missing values as NaN and refuses infinity', () => {
  expect(readNumbers(tableOf([1.5, null]), 'month')).toEqual(Float64Array.of(1.5, Number.NaN));
  expect(() => readNumbers(tableOf([1, Number.NEGATIVE_INFINITY]), 'month')).toThrow(
    'invalid month: -Infinity in row 1 (expected a finite number or null)',
  );
});

it('reads every position of a cycle', () => {
  expect([...readPositions(tableOf([1, 12, null]), 'month', months)]).toEqual([1, 12, Number.NaN]);
  expect([...readPositions(tableOf([0, 23]), 'month', { period: 24 })]).toEqual([0, 23]);
});

it.each([
  [[1, 13], months, '13 in row 1 (expected a whole number from 1 to 12, or null)'],
  [[0], months, '0 in row 0'],
  [[2.5], months, '2.5 in row 0'],
  [[24], { period: 24 }, '24 in row 0 (expected a whole number from 0 to 23, or null)'],
])('refuses %j', (values, cycle, message) => {
  expect(() => readPositions(tableOf(values), 'month', cycle)).toThrow(`invalid month: ${message}`);
});

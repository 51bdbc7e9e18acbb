import { expect, it } from 'vitest';
import { splitColumns } from '../../../models/samplers/mixed-columns.ts';

const table = {
  rows: 3,
  numbers: {
    visits: [3, 1, 7],
    hours: [0.5, null, 2],
    is_inside: [1, 0, null],
    month: [12, null, 1],
    absent: [null, null, null],
  },
  categories: { zone: ['Z02', '', 'Z02'] },
};

it('tells quantities from properties, and where a quantity is missing is a property too', () => {
  const { continuous, nominal } = splitColumns(
    [
      { name: 'visits', kind: 'number', transform: 'log1p' },
      { name: 'hours', kind: 'number' },
      { name: 'is_inside', kind: 'number' },
      { name: 'month', kind: 'cycle', period: 12, first: 1 },
      { name: 'zone', kind: 'category' },
      { name: 'absent', kind: 'number' },
    ],
    table,
  );
  expect(continuous).toEqual([
    { name: 'visits', values: Float64Array.of(3, 1, 7), transform: 'log1p', isWhole: true },
    { name: 'hours', values: Float64Array.of(0.5, Number.NaN, 2), transform: undefined, isWhole: false },
  ]);
  expect(nominal).toEqual([
    { name: 'hours?missing', codes: Int32Array.of(0, 1, 0) },
    { name: 'is_inside', codes: Int32Array.of(1, 0, -1) },
    { name: 'month', codes: Int32Array.of(12, -1, 1) },
    { name: 'zone', codes: Int32Array.of(0, 1, 0) },
    { name: 'absent', codes: Int32Array.of(-1, -1, -1) },
  ]);
});

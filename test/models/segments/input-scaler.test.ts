import { expect, it } from 'vitest';
import { fitInputScaler, scaleInputs } from '../../../models/segments/input-scaler.ts';

const table = (...rows: number[][]) => ({
  rows: rows.length,
  columns: ['x', 'y'],
  values: Float32Array.from(rows.flat()),
});

it('maps what it learned from to [0, 1] by min-max, and later values beyond it', () => {
  const scaler = fitInputScaler(table([2, 5], [6, 5], [4, 5]), 'min-max');
  expect(scaler).toEqual({ origin: [2, 5], unit: [4, 1] });
  expect(Array.from(scaleInputs(scaler, table([2, 5], [6, 5], [8, 6])).values)).toEqual([0, 0, 1, 0, 1.5, 1]);
});

it('balances range and deviation', () => {
  // 0, 0, 0, 8: range 8, deviation √12.
  const { origin, unit } = fitInputScaler(table([0, 1], [0, 1], [0, 1], [8, 1]), 'balanced');
  expect(origin).toEqual([0, 1]);
  expect(unit).toEqual([expect.closeTo(Math.sqrt(8 * Math.sqrt(12)), 9), 1]);
});

it('takes an empty table and leaves its argument alone', () => {
  expect(fitInputScaler(table(), 'balanced')).toEqual({ origin: [0, 0], unit: [1, 1] });
  const input = table([3, 4]);
  scaleInputs({ origin: [1, 1], unit: [2, 3] }, input);
  expect(Array.from(input.values)).toEqual([3, 4]);
});

it('refuses a table of other columns', () => {
  expect(() => scaleInputs({ origin: [0], unit: [1] }, table([1, 2]))).toThrow('1 columns (expected 2');
});

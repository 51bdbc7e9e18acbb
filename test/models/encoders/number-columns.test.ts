import { expect, it } from 'vitest';
import {
  encodeNumberColumns,
  fitNumberColumns,
  listNumberColumns,
  markMissing,
} from '../../../models/encoders/number-columns.ts';

const tableOf = (values: (number | null)[]) => ({
  rows: values.length,
  numbers: { visits: values },
  categories: {},
});
const spec = { kind: 'number', name: 'visits' } as const;

it('standardises and marks gaps that training had', () => {
  const state = fitNumberColumns(spec, tableOf([1, 3, null]));
  expect(listNumberColumns(state)).toEqual(['visits', 'visits?missing']);
  expect(encodeNumberColumns(state, tableOf([null, 5]))).toEqual([
    Float32Array.of(0, 3),
    Float32Array.of(1, 0),
  ]);
});

it('has no column for gaps that training did not have', () => {
  const state = fitNumberColumns(spec, tableOf([0, 1]));
  expect(listNumberColumns(state)).toEqual(['visits']);
  expect(encodeNumberColumns(state, tableOf([1, null]))).toEqual([Float32Array.of(1, 0)]);
});

it('takes the log first where it is asked to', () => {
  const state = fitNumberColumns({ ...spec, transform: 'log1p' }, tableOf([0, Math.E ** 2 - 1]));
  expect(encodeNumberColumns(state, tableOf([Math.E - 1, 0]))[0]).toEqual(Float32Array.of(0, -1));
});

it('makes a constant 0', () => {
  expect(encodeNumberColumns(fitNumberColumns(spec, tableOf([7, 7])), tableOf([7]))).toEqual([
    Float32Array.of(0),
  ]);
});

it('marks what is missing', () => {
  expect(markMissing(Float64Array.of(0, Number.NaN))).toEqual(Float32Array.of(0, 1));
});

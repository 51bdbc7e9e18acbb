import { expect, it } from 'vitest';
import { encodeWaveColumns, fitWaveColumns, listWaveColumns } from '../../../models/encoders/wave-columns.ts';

const tableOf = (values: (number | null)[]) => ({
  rows: values.length,
  numbers: { month: values },
  categories: {},
});
const spec = { kind: 'cycle', name: 'month', period: 12, first: 1 } as const;
const year = tableOf(Array.from({ length: 12 }, (_, month) => month + 1));
const state = fitWaveColumns(spec, year);
const encode = (month: number) => encodeWaveColumns(state, tableOf([month])).map(([value]) => value!);
const distance = (left: number, right: number) =>
  Math.hypot(...encode(left).map((value, column) => value - encode(right)[column]!));

it('puts the first position at angle 0 and a quarter later at a right angle', () => {
  // Over a full cycle both have mean 0 and deviation √½.
  const [sine, cosine] = encode(1);
  expect(sine).toBeCloseTo(0, 6);
  expect(cosine).toBeCloseTo(Math.SQRT2, 6);
  expect(encode(4)[0]).toBeCloseTo(Math.SQRT2, 6);
});

it('tells every position from every other, as neither column does alone', () => {
  const rounded = (value: number) => Math.round(value * 1e4) + 0;
  const [sines, cosines] = encodeWaveColumns(state, year).map((column) => Array.from(column, rounded));
  expect(new Set(sines).size).toBe(7);
  expect(new Set(cosines).size).toBe(7);
  expect(new Set(sines!.map((sine, row) => `${sine} ${cosines![row]}`)).size).toBe(12);
});

it('has December as near to January as January to February', () => {
  expect(distance(12, 1)).toBeCloseTo(distance(1, 2), 5);
  expect(distance(1, 7)).toBeGreaterThan(distance(1, 6));
});

it('puts a missing position at the mean and marks it where training had some', () => {
  const withGaps = fitWaveColumns({ kind: 'cycle', name: 'month', period: 4 }, tableOf([0, 1, null]));
  expect(listWaveColumns(withGaps)).toEqual(['month_sine', 'month_cosine', 'month?missing']);
  const [sine, cosine, missing] = encodeWaveColumns(withGaps, tableOf([null, 1]));
  expect([sine![0], cosine![0]]).toEqual([0, 0]);
  expect([...missing!]).toEqual([1, 0]);
  expect(listWaveColumns(state)).toEqual(['month_sine', 'month_cosine']);
});

it('makes a cycle that stands still 0', () => {
  const still = fitWaveColumns(spec, tableOf([5, 5]));
  const columns = encodeWaveColumns(still, tableOf([5]));
  for (const [value] of columns) expect(value).toBeCloseTo(0, 6);
});

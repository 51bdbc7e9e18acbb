import { expect, it } from 'vitest';
import {
  encodeLevelColumns,
  fitLevelColumns,
  listLevelColumns,
} from '../../../models/encoders/level-columns.ts';

const table = {
  rows: 4,
  numbers: { month: [12, 2, null, 2] },
  categories: { zone: ['Z02', 'Z01', null, 'Z02'] },
};
const later = { rows: 3, numbers: { month: [2, 7, null] }, categories: { zone: ['Z01', 'Z99', null] } };
const month = { kind: 'cycle', name: 'month', period: 12, first: 1 } as const;
const zone = { kind: 'category', name: 'zone' } as const;

it('has a column per position that training had, in the order of the cycle', () => {
  const state = fitLevelColumns(month, table, 'category');
  expect(listLevelColumns(state)).toEqual(['month=2', 'month=12', 'month=unknown']);
  expect(encodeLevelColumns(state, later).map((column) => [...column])).toEqual([
    [1, 0, 0],
    [0, 0, 0],
    [0, 1, 1],
  ]);
});

it('codes positions and categories by the place of their level, new and missing ones last', () => {
  const positions = fitLevelColumns(month, table, 'code');
  expect(listLevelColumns(positions)).toEqual(['month']);
  expect(encodeLevelColumns(positions, table)).toEqual([Float32Array.of(1, 0, 2, 0)]);
  const zones = fitLevelColumns(zone, table, 'code');
  expect(encodeLevelColumns(zones, later)).toEqual([Float32Array.of(0, 2, 2)]);
});

it('has no more levels than the category may have', () => {
  const state = fitLevelColumns({ ...zone, maxLevels: 1 }, table, 'category');
  expect(listLevelColumns(state)).toEqual(['zone=Z02', 'zone=other', 'zone=unknown']);
  expect(encodeLevelColumns(state, later).map((column) => [...column])).toEqual([
    [0, 0, 0],
    [1, 1, 0],
    [0, 0, 1],
  ]);
});

import { expect, it } from 'vitest';
import {
  listSlices,
  measureSliceRecall,
  pickSliceColumns,
} from '../../../models/gates/slice-recall-evidence.ts';

const labels = Uint8Array.of(1, 1, 1, 1, 0, 1, 0);
const flags = Uint8Array.of(1, 1, 1, 0, 1, 0, 0);

it('counts the flagged among the positive rows of the slice', () => {
  expect(measureSliceRecall({ name: 'site=1', rows: [0, 1, 2, 3, 4] }, flags, labels)).toEqual({
    ...{ slice: 'site=1', rows: 5, positives: 4, hits: 3 },
  });
  expect(measureSliceRecall({ name: 'site=2', rows: [4, 6] }, flags, labels)).toMatchObject({ positives: 0 });
});

it('refuses rows that are not there', () => {
  expect(() => measureSliceRecall({ name: 'site=3', rows: [7] }, flags, labels)).toThrow(
    'invalid slice site=3: row 7 (expected 0 to 6)',
  );
});

it('makes a slice of each value, what is missing one of them', () => {
  const table = {
    rows: 4,
    numbers: { is_weekend: [1, 0, Number.NaN, 0], same: [2, 2, 2, 2] },
    categories: { site: ['B', null, 'A', 'B'] },
  };
  expect(listSlices(pickSliceColumns(table, ['site', 'is_weekend', 'same', 'not there']))).toEqual([
    { name: 'site=A', rows: [2] },
    { name: 'site=B', rows: [0, 3] },
    { name: 'site=unknown', rows: [1] },
    { name: 'is_weekend=0', rows: [1, 3] },
    { name: 'is_weekend=1', rows: [0] },
    { name: 'is_weekend=unknown', rows: [2] },
  ]);
});

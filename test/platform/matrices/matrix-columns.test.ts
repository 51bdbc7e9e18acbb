import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readArrowFile, writeArrowFile } from '../../../platform/matrices/arrow-file.ts';
import {
  columnOf,
  joinColumns,
  readStrings,
  splitColumns,
} from '../../../platform/matrices/matrix-columns.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const MATRIX = { rows: 2, columns: ['a', 'b'], values: Float32Array.of(1, 2, 3, 4) };
const MASK = { rows: 2, columns: ['a'], values: Uint8Array.of(0, 1) };

async function writeBoth() {
  const path = join(makeTemporaryDirectory(), 'columns.arrow');
  await writeArrowFile(path, {
    name: ['first', '둘째'],
    ...splitColumns(MATRIX, 'feature:'),
    ...splitColumns(MASK, 'used:'),
  });
  return readArrowFile(path);
}

it('turns rows into columns of the same width of number', () => {
  expect(splitColumns(MATRIX, 'feature:')).toEqual({
    'feature:a': Float32Array.of(1, 3),
    'feature:b': Float32Array.of(2, 4),
  });
  expect(splitColumns(MASK, 'used:')).toEqual({ 'used:a': Uint8Array.of(0, 1) });
  expect(splitColumns({ ...MATRIX, categorical: [1] }, 'feature:')).toEqual({
    'feature:a': Float32Array.of(1, 3),
    'feature:b': Int32Array.of(2, 4),
  });
});

it('puts each prefix together again, and only its own', async () => {
  const table = await writeBoth();
  expect(joinColumns(table, 'feature:', (size) => new Float32Array(size))).toEqual(MATRIX);
  expect(joinColumns(table, 'used:', (size) => new Uint8Array(size))).toEqual(MASK);
  expect(joinColumns(table, 'next:', (size) => new Uint8Array(size))).toEqual({
    rows: 2,
    columns: [],
    values: new Uint8Array(0),
  });
});

it('reads text, and says which column is missing', async () => {
  const table = await writeBoth();
  expect(readStrings(table, 'name')).toEqual(['first', '둘째']);
  expect(() => columnOf(table, 'label')).toThrow('the Arrow table has no column label');
});

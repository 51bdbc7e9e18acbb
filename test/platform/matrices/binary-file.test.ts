import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createMatrix } from '../../../models/matrix.ts';
import { readArrowFile } from '../../../platform/matrices/arrow-file.ts';
import { type BinaryTable, readBinaryFile, writeBinaryFile } from '../../../platform/matrices/binary-file.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const TABLE: BinaryTable = {
  customers: ['U1', '한글', 'U1'],
  decidedOn: ['2021-01-01', '2021-01-01', '2021-02-01'],
  labels: Uint8Array.of(1, 0, 1),
  features: {
    rows: 3,
    columns: ['access_count', 'first_site_id=서울'],
    values: Float32Array.of(0.1, 0, -2, 1, 1e-8, 0.5),
  },
};
const CODES: BinaryTable = {
  ...TABLE,
  features: { ...TABLE.features, values: Float32Array.of(0.1, 0, -2, 300, 1e-8, 2), categorical: [1] },
};
const EMPTY: BinaryTable = {
  customers: [],
  decidedOn: [],
  labels: new Uint8Array(0),
  features: createMatrix(0, TABLE.features.columns),
};

it.each([
  ['three rows', TABLE],
  ['a column of codes', CODES],
  ['no row', EMPTY],
])('returns what was written: %s', async (_, table) => {
  const path = join(makeTemporaryDirectory(), 'rows.arrow');
  await writeBinaryFile(path, table);
  expect(await readBinaryFile(path)).toEqual(table);
});

it('gives each feature a column of its own, beside customer, day and label', async () => {
  const path = join(makeTemporaryDirectory(), 'rows.arrow');
  await writeBinaryFile(path, TABLE);
  const { schema } = await readArrowFile(path);
  expect(schema.fields.map(({ name, type }) => [name, String(type)])).toEqual([
    ['customer_id', expect.stringContaining('Utf8')],
    ['decided_on', expect.stringContaining('Utf8')],
    ['label', 'Uint8'],
    ['feature:access_count', 'Float32'],
    ['feature:first_site_id=서울', 'Float32'],
  ]);
});

it('gives equal rows equal bytes', async () => {
  const directory = makeTemporaryDirectory();
  for (const file of ['one', 'two']) await writeBinaryFile(join(directory, file), TABLE);
  expect(readFileSync(join(directory, 'one')).equals(readFileSync(join(directory, 'two')))).toBe(true);
});

it('reads memory of its own: a later change of the labels does not reach the table', async () => {
  const path = join(makeTemporaryDirectory(), 'rows.arrow');
  await writeBinaryFile(path, TABLE);
  const [first, second] = [await readBinaryFile(path), await readBinaryFile(path)];
  first.labels.fill(9);
  first.features.values.fill(9);
  expect(second).toEqual(TABLE);
});

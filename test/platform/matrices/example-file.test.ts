import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Examples } from '../../../models/recipes/examples.ts';
import { readArrowFile } from '../../../platform/matrices/arrow-file.ts';
import { readExampleFile, writeExampleFile } from '../../../platform/matrices/example-file.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const EXAMPLES: Examples = {
  customers: ['U1', '한글', 'U1'],
  decidedOn: ['2021-01-01', '2021-01-01', '2021-02-01'],
  labels: Uint8Array.of(1, 0, 1),
  table: {
    rows: 3,
    numbers: { visits: Float64Array.of(0.1, Number.NaN, 2 ** 40 + 1) },
    categories: { site: ['서울', '', 'A'] },
  },
};
const EMPTY: Examples = {
  customers: [],
  decidedOn: [],
  labels: new Uint8Array(0),
  table: { rows: 0, numbers: { visits: new Float64Array(0) }, categories: { site: [] } },
};

it.each([
  ['three rows', EXAMPLES],
  ['no row', EMPTY],
])('returns what was written: %s', async (_, examples) => {
  const path = join(makeTemporaryDirectory(), 'rows.arrow');
  await writeExampleFile(path, examples);
  expect(await readExampleFile(path)).toEqual(examples);
});

it('writes what is missing as NaN or as an empty text', async () => {
  const path = join(makeTemporaryDirectory(), 'rows.arrow');
  const gaps = { rows: 1, numbers: { visits: [null] }, categories: { site: [null] } };
  await writeExampleFile(path, {
    ...EMPTY,
    customers: ['U1'],
    decidedOn: [''],
    labels: Uint8Array.of(0),
    table: gaps,
  });
  const { table } = await readExampleFile(path);
  expect(table).toEqual({
    rows: 1,
    numbers: { visits: Float64Array.of(Number.NaN) },
    categories: { site: [''] },
  });
});

it('gives each feature a column of its own, beside customer, day and label', async () => {
  const path = join(makeTemporaryDirectory(), 'rows.arrow');
  await writeExampleFile(path, EXAMPLES);
  const { schema } = await readArrowFile(path);
  expect(schema.fields.map(({ name, type }) => [name, String(type)])).toEqual([
    ['customer_id', expect.stringContaining('Utf8')],
    ['decided_on', expect.stringContaining('Utf8')],
    ['label', 'Uint8'],
    ['number:visits', 'Float64'],
    ['category:site', expect.stringContaining('Utf8')],
  ]);
});

it('gives equal rows equal bytes', async () => {
  const directory = makeTemporaryDirectory();
  for (const file of ['one', 'two']) await writeExampleFile(join(directory, file), EXAMPLES);
  expect(readFileSync(join(directory, 'one')).equals(readFileSync(join(directory, 'two')))).toBe(true);
});

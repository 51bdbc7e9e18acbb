import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createMask } from '../../../models/matrix.ts';
import type { SnapshotRows } from '../../../models/next-affiliate/snapshot-rows.ts';
import { readArrowFile } from '../../../platform/matrices/arrow-file.ts';
import {
  readNextAffiliateFile,
  writeNextAffiliateFile,
} from '../../../platform/matrices/next-affiliate-file.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const affiliates = ['A01', 'A02', 'B01'];
const TABLE: SnapshotRows = {
  customers: ['M1', '한글', 'M1'],
  cuts: ['2021-01-01', '2021-01-01', '2021-02-01'],
  latest: Int32Array.of(0, -1, 2),
  table: {
    rows: 3,
    numbers: { recency_days: Float64Array.of(0.1, Number.NaN, 1e-8) },
    categories: { gender: ['여성', '', 'F'] },
  },
  used: createMask(affiliates, [['A01'], [], ['A01', 'B01']]),
  next: createMask(affiliates, [['A02', 'B01'], [], []]),
};
const EMPTY: SnapshotRows = {
  customers: [],
  cuts: [],
  latest: new Int32Array(0),
  table: { rows: 0, numbers: { recency_days: new Float64Array(0) }, categories: { gender: [] } },
  used: createMask(affiliates, []),
  next: createMask(affiliates, []),
};

it.each([
  ['three rows', TABLE],
  ['no row', EMPTY],
])('returns what was written: %s', async (_, table) => {
  const path = join(makeTemporaryDirectory(), 'rows.arrow');
  await writeNextAffiliateFile(path, table);
  expect(await readNextAffiliateFile(path)).toEqual(table);
});

it('lays features, as they come, and masks side by side, one column each', async () => {
  const path = join(makeTemporaryDirectory(), 'rows.arrow');
  await writeNextAffiliateFile(path, TABLE);
  const { schema } = await readArrowFile(path);
  expect(schema.fields.map(({ name }) => name)).toEqual([
    'customer_id',
    'cut_date',
    'latest',
    'number:recency_days',
    'category:gender',
    'used:A01',
    'used:A02',
    'used:B01',
    'next:A01',
    'next:A02',
    'next:B01',
  ]);
  expect(String(schema.fields[3]?.type)).toBe('Float64');
  expect(String(schema.fields[5]?.type)).toBe('Uint8');
});

it('gives equal rows equal bytes', async () => {
  const directory = makeTemporaryDirectory();
  for (const file of ['one', 'two']) await writeNextAffiliateFile(join(directory, file), TABLE);
  expect(readFileSync(join(directory, 'one')).equals(readFileSync(join(directory, 'two')))).toBe(true);
});

it('reads memory of its own: a later change of the rows does not reach the table', async () => {
  const path = join(makeTemporaryDirectory(), 'rows.arrow');
  await writeNextAffiliateFile(path, TABLE);
  const [first, second] = [await readNextAffiliateFile(path), await readNextAffiliateFile(path)];
  (first.used.values as Uint8Array).fill(9);
  expect(second).toEqual(TABLE);
});

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readSamples, type SampleFiles } from '../../activities/read-samples.ts';
import { openTestSession } from '../platform/duckdb/open-test-session.ts';
import { createTemporaryDirectory } from '../support/temporary-directory.ts';

const directory = createTemporaryDirectory();
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Literal tables: two segments, three customers, four products. */
const TABLES: Readonly<Record<keyof SampleFiles, string>> = {
  segments: `(values ('M1', 1, 'families'), ('M2', 1, 'families'), ('M3', 2, 'strangers'))
    as given (customer_id, segment_id, segment_name)`,
  next_affiliate: `(values ('M1', 'serving', 'A01', 1), ('M1', 'serving', 'A03', 2), ('M1', 'test', 'A05', 1),
    ('M2', 'serving', 'A01', 1)) as given (customer_id, split, affiliate, rank)`,
  customer_affiliates: `(values ('M1', 'B01'), ('M1', 'A02'), ('M2', 'A02'), ('M2', 'B01'))
    as given (customer_id, affiliate_code)`,
  product_features: `(values ('P1', 'salt', 'food', 'spices', 900.0), ('P2', 'pepper', 'food', 'spices', 1500.0),
    ('P3', 'bread', 'food', 'bakery', 3000.0), ('P4', null, 'unknown', 'unknown', null))
    as given (product_code, product_name, category, subcategory, mean_unit_price)`,
  product_days: `(values ('M1', 'P1', 2), ('M2', 'P1', 2)) as given (customer_id, product_code, lines)`,
  similar_products: `(values ('P3', 'P2', 1), ('P3', 'P1', 2), ('P4', 'P3', 1)) as given (product_id, similar_id, rank)`,
  recommendations: `(values ('M1', 'P2', 'A02', 1), ('M1', 'P3', 'A02', 2), ('M1', 'P4', 'A01', 3),
    ('M2', 'P2', 'A02', 1), ('M2', 'P3', 'A02', 2), ('M2', 'P4', 'A01', 3), ('M3', 'P1', 'A02', 1))
    as given (customer_id, product_id, affiliate, rank)`,
};

/** The samples of the tables, written and read back. */
async function readLiteralSamples(change: Partial<SampleFiles> = {}) {
  const session = await openTestSession();
  const paths = Object.keys(TABLES).map((name) => [name, join(directory, `${name}.parquet`)] as const);
  for (const [name, path] of paths) {
    const query = `select * from ${TABLES[name as keyof SampleFiles]}`;
    await session.copyToParquet({ query }, path, { orderBy: [] });
  }
  return readSamples(session, { ...(Object.fromEntries(paths) as SampleFiles), ...change });
}

it('takes one customer of each segment, the largest first, as they are known', async () => {
  const samples = await readLiteralSamples();
  expect(samples.map(({ segment, used, next }) => [segment, used, next])).toEqual([
    ['families', ['A02', 'B01'], 'A01'],
    ['strangers', [], null],
  ]);
});

it('says nothing of a next affiliate where none was predicted', async () => {
  const samples = await readLiteralSamples({ next_affiliate: undefined });
  expect(samples.map(({ segment, next }) => [segment, next])).toEqual([
    ['families', null],
    ['strangers', null],
  ]);
});

it('says what was bought by the same customers, else what of the same kind, and nothing where nothing was', async () => {
  const [family, stranger] = await readLiteralSamples();
  expect(family!.products).toEqual([
    {
      rank: 1,
      name: 'pepper',
      category: 'food',
      price: 1500,
      affiliate: 'A02',
      bought: ['salt'],
      kinship: 'subcategory',
    },
    {
      rank: 2,
      name: 'bread',
      category: 'food',
      price: 3000,
      affiliate: 'A02',
      bought: ['salt'],
      kinship: 'buyers',
    },
    { rank: 3, name: 'P4', category: 'unknown', price: null, affiliate: 'A01', bought: [], kinship: null },
  ]);
  expect(stranger!.products.map(({ name, kinship }) => [name, kinship])).toEqual([['salt', null]]);
});

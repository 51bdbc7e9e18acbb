import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TableContract } from '../../../models/contracts/tables/table-contract.ts';
import { writeSnapshot } from '../../../platform/source/write-snapshot.ts';
import { makeTestDirectory, openTestSession } from '../duckdb/open-test-session.ts';

const contract: TableContract = {
  name: 'visits',
  about: 'one row per visit',
  files: ['visits'],
  columns: {
    visitor: { type: 'text', about: 'visitor' },
    site: { type: 'text', about: 'site', nullable: true },
  },
  references: [
    { column: 'visitor', table: 'visitors', to: 'id', orphans: 'keep', maxShare: 1 },
    { column: 'site', table: 'sites', to: 'id', orphans: 'keep', maxShare: 1 },
  ],
  sort: ['visitor', 'site'],
  maxBadShare: 0,
};

it.each([
  [3, 'RLE_DICTIONARY'],
  // Of many values a file lists those it has, not all that there are.
  [20_002, 'PLAIN'],
])('writes %i sites, in the order of the texts, null last', async (sites, encoding) => {
  const session = await openTestSession();
  const path = join(await makeTestDirectory(), 'visits.parquet');
  await session.run(
    `create table checked as
     select 'V' || i // 2 as visitor, nullif('S' || i, 'S1') as site, hash(visitor, site) as row_hash, null::utinyint as problem
     from range($sites::bigint) as visits(i) order by i desc`,
    { sites },
  );
  await session.run(`insert into checked values ('V0', 'S9', 0, 1)`);
  await writeSnapshot(session, { contract }, path);
  expect(await session.rows('from read_parquet($path) limit 3', { path })).toEqual(
    await session.rows('select visitor, site from checked where problem is null order by all limit 3'),
  );
  expect(
    await session.rows('select count(*) as n, count(site) as known from read_parquet($path)', { path }),
  ).toEqual([{ n: sites, known: sites - 1 }]);
  const [site] = await session.rows(
    `select encodings from parquet_metadata($path) where path_in_schema = 'site'`,
    { path },
  );
  expect(site).toEqual({ encodings: encoding });
});

it('writes the same bytes in whichever order rows came', async () => {
  const { visitor } = contract.columns;
  const site = { type: 'text', about: 'one of few', isCode: true } as const;
  const coded: TableContract = {
    ...contract,
    columns: { visitor: visitor!, site },
    references: [],
    sort: ['visitor'],
  };
  const session = await openTestSession();
  const directory = await makeTestDirectory();
  const write = async (name: string, order: string) => {
    await session.run(
      `create or replace table checked as
       select 'V' || i // 40 as visitor, 'S' || i % 20 as site, hash(visitor, site) as row_hash, null::utinyint as problem
       from range(400) as visits(i) order by ${order}`,
    );
    await writeSnapshot(session, { contract: coded }, join(directory, name));
    return readFile(join(directory, name));
  };
  const bytes = await write('first', 'i');
  expect(await write('second', 'i desc')).toEqual(bytes);
  expect(await write('third', 'hash(i)')).toEqual(bytes);
  const columns = await session.rows(
    'select distinct path_in_schema as name, encodings from parquet_metadata($path) order by name desc',
    { path: join(directory, 'first') },
  );
  // A file lists the codes that it has; of texts in its order, those of each group.
  expect(columns).toEqual([
    { name: 'visitor', encodings: 'PLAIN_DICTIONARY' },
    { name: 'site', encodings: 'RLE_DICTIONARY' },
  ]);
});

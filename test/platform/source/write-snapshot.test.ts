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
  sort: ['visitor'],
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
     select 'V' || i // 2 as visitor, nullif('S' || i, 'S1') as site, null::utinyint as problem
     from range($sites::bigint) as visits(i) order by i desc`,
    { sites },
  );
  await session.run(`insert into checked values ('V0', 'S9', 1)`);
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

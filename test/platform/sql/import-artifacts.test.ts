import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importArtifacts } from '../../../platform/sql/import-artifacts.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { openVisitsSession } from './open-visits-session.ts';

async function keepVisits(): Promise<{ visits: string }> {
  const path = join(makeTemporaryDirectory(), 'visits.parquet');
  const session = await openVisitsSession();
  await session.copyToParquet({ table: 'raw.visits' }, path, { orderBy: ['id'] });
  return { visits: path };
}

it('makes each table once, in its schema, beside schemas for what is built', async () => {
  const session = await openTestSession();
  await importArtifacts(session, ['raw.visits', 'marts.visits', 'raw.visits'], await keepVisits());
  const tables = await session.rows(
    `select table_schema || '.' || table_name as name from information_schema.tables order by all`,
  );
  expect(tables).toEqual([{ name: 'marts.visits' }, { name: 'raw.visits' }]);
  await session.run('create table staging.stg_visits as from raw.visits');
  expect(await session.rows('select count(*)::integer as visits from staging.stg_visits')).toEqual([
    { visits: 3 },
  ]);
});

it('names a table that nobody kept', async () => {
  const session = await openTestSession();
  await expect(importArtifacts(session, ['marts.customers'], await keepVisits())).rejects.toThrow(
    'marts.customers is read, but not kept (expected one of visits)',
  );
});

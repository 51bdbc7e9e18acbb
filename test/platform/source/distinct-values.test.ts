import { expect, it } from 'vitest';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { checkReference } from '../../../platform/source/check-references.ts';
import { findValues, forgetValues } from '../../../platform/source/distinct-values.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

/** Visits to sites A to C, one of them refused, one to no site. */
async function openVisits(): Promise<DuckDBSession> {
  const session = await openTestSession();
  await session.run(
    `create table checked as
     select * from (values ('A', null), ('B', null), ('B', null), ('C', 1), (null, null))
       as visits(site, problem), (select null::varchar as problem_value)`,
  );
  return session;
}

async function valuesOf(session: DuckDBSession): Promise<unknown> {
  const rows = await session.rows<{ value: string }>(
    `from ${await findValues(session, 'site')} order by all`,
  );
  return rows.map(({ value }) => value);
}

it('are those of rows that are let in, each once, until they are forgotten', async () => {
  const session = await openVisits();
  expect(await valuesOf(session)).toEqual(['A', 'B']);
  await session.run('update checked set problem = null');
  expect(await valuesOf(session)).toEqual(['A', 'B']);
  await forgetValues(session);
  expect(await valuesOf(session)).toEqual(['A', 'B', 'C']);
});

it('are no longer those of rows that were quarantined for them', async () => {
  const session = await openVisits();
  await session.run(`create schema keys; create table keys.sites_id as select 'A' as key`);
  const reference = { column: 'site', table: 'sites', to: 'id', maxShare: 1 } as const;
  expect(await checkReference(session, { ...reference, orphans: 'quarantine' }, 2)).toEqual({
    count: 2,
    at: 1,
    value: 'B',
  });
  expect(await valuesOf(session)).toEqual(['A']);
});

import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

/** A session with three raw visits: M1 in January and February, M2 in February. */
export async function openVisitsSession(): Promise<DuckDBSession> {
  const session = await openTestSession({ threads: 1 });
  await session.run('create schema raw');
  await session.run(
    `create table raw.visits as
    from (values ('M1', date '2021-01-01'), ('M1', date '2021-02-01'), ('M2', date '2021-02-01')) as visits (id, day)`,
  );
  return session;
}

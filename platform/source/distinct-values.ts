import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';

/**
 * The distinct values of a column of `checked`, in rows that are let in so far, without null: found once for all who ask,
 * until somebody says that they are no longer the same. @returns a table with one column, `value`, quoted
 */
export async function findValues(session: DuckDBSession, column: string): Promise<string> {
  const table = quoteName(`found.${column}`);
  await session.run('create schema if not exists found');
  await session.run(
    `create table if not exists ${table} as
     select distinct ${quoteName(column)} as value from checked
     where problem is null and ${quoteName(column)} is not null`,
  );
  return table;
}

/** Say that rows of `checked` were let in or refused since values were found, or that it is another table. */
export async function forgetValues(session: DuckDBSession): Promise<void> {
  await session.run('drop schema if exists found cascade');
}

import type { DuckDBSession } from '../duckdb/session.ts';
import { artifactOf } from './artifact-of.ts';
import { listCodes } from './code-types.ts';
import type { SqlModel } from './sql-model.ts';

/** Name of the file that a kept table becomes. */
export const artifactFile = (table: string): string => `${artifactOf(table)}.parquet`;

/** Write a table that was built as Parquet, in the order of its grain, with codes as texts. */
export async function writeTable(
  session: DuckDBSession,
  { name, grain }: Pick<SqlModel, 'name' | 'grain'>,
  path: string,
): Promise<void> {
  const codes = await listCodes(session, name);
  await session.copyToParquet({ table: name }, path, { orderBy: grain, isUnique: true, codes });
}

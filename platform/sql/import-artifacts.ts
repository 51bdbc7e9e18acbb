import type { DuckDBSession } from '../duckdb/session.ts';
import { artifactOf } from './artifact-of.ts';
import { modelLayers } from './sql-model.ts';

/**
 * Give a session the tables that audits or canaries read, from Parquet by artifact name; as views where none is replaced.
 * @throws TypeError naming a table that no step kept
 */
export async function importArtifacts(
  session: DuckDBSession,
  tables: readonly string[],
  paths: Readonly<Record<string, string>>,
  how: 'importParquet' | 'viewParquet' = 'importParquet',
): Promise<void> {
  for (const schema of ['raw', ...modelLayers]) await session.run(`create schema ${schema}`);
  for (const table of new Set(tables)) {
    const path = paths[artifactOf(table)];
    if (path === undefined)
      throw new TypeError(
        `${table} is read, but not kept (expected one of ${Object.keys(paths).join(', ')})`,
      );
    await session[how](table, path);
  }
}

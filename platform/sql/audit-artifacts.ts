import type { SqlParams } from '../duckdb/bind-params.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { artifactOf } from './artifact-of.ts';
import { runAudits } from './run-audits.ts';
import type { SqlProject } from './sql-model.ts';

/**
 * Run a project's audits over tables kept as Parquet, by artifact name.
 * @returns names of the audits, all of which passed
 */
export async function auditArtifacts(
  session: DuckDBSession,
  project: SqlProject,
  params: SqlParams,
  paths: Readonly<Record<string, string>>,
): Promise<string[]> {
  const audited = new Set(project.audits.flatMap(({ references }) => references));
  for (const schema of ['raw', 'staging', 'intermediate', 'marts'])
    await session.run(`create schema ${schema}`);
  for (const table of audited) {
    const path = paths[artifactOf(table)];
    if (path === undefined) throw new TypeError(`the audits read ${table}, which no step kept`);
    await session.importParquet(table, path);
  }
  return runAudits(session, project, params);
}

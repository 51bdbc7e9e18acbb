import type { SqlParams } from '../duckdb/bind-params.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { importArtifacts } from './import-artifacts.ts';
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
  const read = project.audits.flatMap(({ references }) => references);
  await importArtifacts(session, read, paths, 'viewParquet');
  return runAudits(session, project, params);
}

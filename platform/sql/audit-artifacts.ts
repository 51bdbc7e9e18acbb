import type { SqlParams } from '../duckdb/bind-params.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { artifactOf } from './artifact-of.ts';
import { cutRows, type Slicing } from './cut-rows.ts';
import { importArtifacts } from './import-artifacts.ts';
import { runAudits } from './run-audits.ts';
import { viewInSlices } from './slice-views.ts';
import type { SqlProject } from './sql-model.ts';

/**
 * Run a project's audits over tables kept as Parquet, by artifact name; with `slicing`, over a slice of a large source at a time.
 * @returns names of the audits, all of which passed
 */
export async function auditArtifacts(
  session: DuckDBSession,
  project: SqlProject,
  params: SqlParams,
  { paths, slicing }: { paths: Readonly<Record<string, string>>; slicing?: Slicing },
): Promise<string[]> {
  const read = [...new Set(project.audits.flatMap(({ references }) => references))];
  await importArtifacts(session, read, paths, 'viewParquet');
  const raw = read.filter((name) => name.startsWith('raw.')).map(artifactOf);
  const cut = slicing && (await cutRows(session, raw, slicing));
  if (cut === undefined || cut.slices.length === 1) return runAudits(session, project, params);
  await viewInSlices(session, read, { cut, paths });
  return runAudits(session, project, params, cut);
}

import type { SqlParams } from '../duckdb/bind-params.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { selectParams } from './select-params.ts';
import type { SqlModel, SqlProject } from './sql-model.ts';
import { withSource } from './with-source.ts';

/** An audit that found something: how many rows, and the first three. */
export interface AuditFailure {
  readonly audit: string;
  readonly rows: number;
  readonly examples: readonly unknown[];
}

/** The built tables break a promise; running again changes nothing. */
export class AuditError extends Error {
  override readonly name = 'AuditError';
  readonly failures: readonly AuditFailure[];

  constructor(failures: readonly AuditFailure[]) {
    // No examples here: they name customers, and Temporal keeps the text of a failure in the open.
    const lines = failures.map(({ audit, rows }) => `${audit}: ${rows} rows (expected none)`);
    super(lines.join('\n'));
    this.failures = failures;
  }
}

/**
 * Run every audit over built tables.
 * @returns the names of the audits, all of which passed
 * @throws AuditError with all that did not
 */
export async function runAudits(
  session: DuckDBSession,
  project: SqlProject,
  params: SqlParams,
): Promise<string[]> {
  const failures: AuditFailure[] = [];
  for (const audit of project.audits) {
    const failure = await withSource(audit.file, () => runAudit(session, audit, params));
    if (failure) failures.push(failure);
  }
  if (failures.length > 0) throw new AuditError(failures);
  return project.audits.map((audit) => audit.name);
}

async function runAudit(
  session: DuckDBSession,
  audit: SqlModel,
  params: SqlParams,
): Promise<AuditFailure | null> {
  const found = await session.rows<{ audit_rows: number }>(
    `select *, count(*) over () as audit_rows from (\n${audit.text}\n) order by all limit 3`,
    selectParams(audit, params),
  );
  if (!found[0]) return null;
  const examples = found.map(({ audit_rows: _, ...row }) => row);
  return { audit: audit.file, rows: found[0].audit_rows, examples };
}

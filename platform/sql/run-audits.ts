import type { SqlParams } from '../duckdb/bind-params.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import type { Cut } from './cut-rows.ts';
import { isOfSlices } from './plan-stages.ts';
import { selectParams } from './select-params.ts';
import { showSlice } from './slice-views.ts';
import type { SqlModel, SqlProject } from './sql-model.ts';
import { withSource } from './with-source.ts';

const EXAMPLES = 3;

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
 * Run every audit over built tables; with `cut`, of which views are there, a slice at a time where an audit's grain begins with its
 * column: what all rows would need to be counted anew does not fit in memory where there are tens of millions of them.
 * @returns the names of the audits, all of which passed
 * @throws AuditError with all that did not
 */
export async function runAudits(
  session: DuckDBSession,
  { audits }: Pick<SqlProject, 'audits'>,
  params: SqlParams,
  cut?: Pick<Cut, 'column' | 'slices'>,
): Promise<string[]> {
  const failures = new Map<SqlModel, AuditFailure>();
  const runOver = async (these: readonly SqlModel[]) => {
    for (const audit of these) {
      const failure = await withSource(audit.file, () => runAudit(session, audit, params));
      if (failure) failures.set(audit, addFailure(failure, failures.get(audit)));
    }
  };
  const sliced = new Set(cut && audits.filter((audit) => isOfSlices(audit, cut.column)));
  for (const slice of cut?.slices ?? []) {
    await showSlice(session, slice);
    await runOver([...sliced]);
  }
  if (cut !== undefined) await showSlice(session);
  await runOver(audits.filter((audit) => !sliced.has(audit)));
  if (failures.size > 0) throw new AuditError(audits.flatMap((audit) => failures.get(audit) ?? []));
  return audits.map(({ name }) => name);
}

/** Slices are in the order of their values, so that the first rows of all are those of the first slices. */
function addFailure(failure: AuditFailure, known: AuditFailure | undefined): AuditFailure {
  if (known === undefined) return failure;
  return {
    ...failure,
    rows: known.rows + failure.rows,
    examples: [...known.examples, ...failure.examples].slice(0, EXAMPLES),
  };
}

async function runAudit(
  session: DuckDBSession,
  audit: SqlModel,
  params: SqlParams,
): Promise<AuditFailure | null> {
  const found = await session.rows<{ audit_rows: number }>(
    `select *, count(*) over () as audit_rows from (\n${audit.text}\n) order by all limit ${EXAMPLES}`,
    selectParams(audit, params),
  );
  if (!found[0]) return null;
  const examples = found.map(({ audit_rows: _, ...row }) => row);
  return { audit: audit.file, rows: found[0].audit_rows, examples };
}

import type { TableContract } from '../../models/contracts/tables/table-contract.ts';
import type { ReadOptions } from '../../models/contracts/tables/typed-sql.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { ConflictError } from '../errors.ts';
import { rememberKeys } from './check-references.ts';
import { type CheckedTable, checkTable } from './check-table.ts';
import type { FoundTable } from './found-table.ts';
import { judgeTable } from './judge-table.ts';
import { wasChanged } from './prepare-file.ts';
import { prepareTable, type TableFiles } from './prepare-table.ts';
import { createQuarantine } from './quarantine.ts';
import { collectFault, type SourceProblem } from './source-problem.ts';

/** How a source is read. */
export interface SourceCheck extends ReadOptions {
  /** Directory for clean copies of files that DuckDB cannot read as they are. */
  scratch: string;
  signal?: AbortSignal | undefined;
  /** Called before a table is read, with the share that is done. */
  onTable?(name: string, done: number): void;
  /** Called once a table's bytes are known, before DuckDB sees them. */
  onFiles?(table: FoundTable, files: TableFiles): void;
  /** Called with each table that may be used, while `checked` holds it. */
  onAccepted?(table: CheckedTable): Promise<void>;
}

/** What a source's tables are like. */
export interface SourceReport {
  tables: CheckedTable[];
  problems: SourceProblem[];
  warnings: SourceProblem[];
}

/**
 * Read every table, one at a time, and list all that is wrong with all of them. Good rows are in `checked`
 * while a table is being accepted, bad ones in `quarantine` afterwards.
 */
export async function checkSource(
  session: DuckDBSession,
  tables: readonly FoundTable[],
  check: SourceCheck,
): Promise<SourceReport> {
  await createQuarantine(session);
  const report: SourceReport = { tables: [], problems: [], warnings: [] };
  const known = new Set<string>();
  const contracts = tables.map(({ contract }) => contract);
  for (const [index, table] of referencedFirst(tables).entries()) {
    const { name } = table.contract;
    check.onTable?.(name, index / tables.length);
    try {
      const where = { table: name, path: table.path };
      const checked = await collectFault(where, report.problems, () =>
        readOne(session, table, { check, known }),
      );
      if (checked === undefined) continue;
      const { problems, warnings } = judgeTable(checked);
      report.tables.push(checked);
      report.problems.push(...problems);
      report.warnings.push(...warnings);
      if (problems.length > 0) continue;
      await rememberKeys(session, table.contract, contracts);
      known.add(name);
      await check.onAccepted?.(checked);
    } finally {
      await session.run('drop table if exists checked');
    }
  }
  return report;
}

async function readOne(
  session: DuckDBSession,
  table: FoundTable,
  { check, known }: { check: SourceCheck; known: ReadonlySet<string> },
): Promise<CheckedTable> {
  const files = await prepareTable(table, check.scratch, check.signal);
  check.onFiles?.(table, files);
  const checked = await checkTable(session, { table, prepared: files.prepared, options: check, known });
  for (const prepared of files.prepared) {
    if (await wasChanged(prepared))
      throw new ConflictError(`${prepared.file.path} changed while it was being read (start again)`);
  }
  return checked;
}

/** Tables that others refer to come first. */
function referencedFirst(tables: readonly FoundTable[]): FoundTable[] {
  const targets = new Set(
    tables.flatMap(({ contract }) => (contract.references ?? []).map(({ table }) => table)),
  );
  const isTarget = ({ name }: TableContract) => targets.has(name);
  return [
    ...tables.filter(({ contract }) => isTarget(contract)),
    ...tables.filter(({ contract }) => !isTarget(contract)),
  ];
}

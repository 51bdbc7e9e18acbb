import type { SourceFile } from '../../models/contracts/run.ts';
import type { ReadOptions } from '../../models/contracts/tables/typed-sql.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import type { FoundTable } from './found-table.ts';
import { listProblems } from './list-problems.ts';
import { prepareTable } from './prepare-table.ts';
import { readNewestEvent } from './read-newest-event.ts';
import { collectFault, type SourceProblem, sourceError } from './source-problem.ts';

/** What a run fixes about its source before it reads it. */
export interface SourceFacts {
  files: SourceFile[];
  /** Newest event of each log by table, `YYYY-MM-DD`; null where it holds none. */
  newest: Record<string, string | null>;
}

/**
 * Digest every file of a source and find the newest event of each log.
 * @param options.before leave out what happened on this day or later
 * @throws ContractError when a file cannot be used; it lists whatever else is wrong, too
 */
export async function surveyEvents(
  session: DuckDBSession,
  { directory, tables }: { directory: string; tables: readonly FoundTable[] },
  options: ReadOptions & {
    scratch: string;
    before?: string | undefined;
    signal?: AbortSignal;
    onTable?(name: string, done: number): void;
  },
): Promise<SourceFacts> {
  const facts: SourceFacts = { files: [], newest: {} };
  const faults: SourceProblem[] = [];
  for (const [index, table] of tables.entries()) {
    const { name } = table.contract;
    options.onTable?.(name, index / tables.length);
    await collectFault({ table: name, path: table.path }, faults, async () => {
      const { prepared, digest, bytes } = await prepareTable(table, options.scratch, options.signal);
      facts.files.push({ table: name, path: table.path, digest, bytes });
      const newest = await readNewestEvent(session, { table, prepared }, options);
      if (newest !== undefined) facts.newest[name] = newest;
    });
  }
  if (faults.length > 0) throw sourceError(directory, await listProblems(tables));
  return facts;
}

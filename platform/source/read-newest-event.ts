import { type ReadOptions, typedSql } from '../../models/contracts/tables/typed-sql.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import type { FoundTable } from './find-tables.ts';
import { openRelation } from './open-relation.ts';
import type { PreparedFile } from './prepare-file.ts';
import { readable } from './readable.ts';
import { takeRejects } from './rejects.ts';
import { resolveColumns } from './resolve-columns.ts';

/** A table with its files ready to be read. */
export interface PreparedTable {
  table: FoundTable;
  prepared: readonly PreparedFile[];
}

/**
 * Day of the newest event of a log, `YYYY-MM-DD`; null where it holds none, or is no log.
 * @param before leave out what happened on this day or later
 * @throws FileFault when the table cannot be read
 */
export async function readNewestEvent(
  session: DuckDBSession,
  { table, prepared }: PreparedTable,
  options: ReadOptions & { before?: string | undefined },
): Promise<string | null> {
  const { event, columns } = table.contract;
  if (event === undefined) return null;
  const relation = await readable(() => openRelation(session, table, prepared));
  const text = resolveColumns(table.contract, relation).get(event.column) ?? 'null';
  const day = `(${typedSql(columns[event.column]?.type ?? 'day', text, options)})::date`;
  const [row] = await readable(() =>
    session.rows<{ newest: string | null }>(
      `select max(day)::varchar as newest from (select ${day} as day from ${relation.from})
       where day >= '1990-01-01' and day < coalesce($before::date, '2100-01-01')`,
      { ...relation.params, before: options.before ?? null },
    ),
  );
  await takeRejects(session);
  return row?.newest ?? null;
}

import { type ReadOptions, typedSql } from '../../models/contracts/tables/typed-sql.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import type { FoundTable } from './found-table.ts';
import { closeRelation, openRelation } from './open-relation.ts';
import type { PreparedFile } from './prepare-file.ts';
import { readable } from './readable.ts';
import { resolveColumns } from './resolve-columns.ts';

/** A table with its files ready to be read. */
export interface PreparedTable {
  table: FoundTable;
  prepared: readonly PreparedFile[];
}

/**
 * Day of the newest event of a log, `YYYY-MM-DD`; null where it holds none, undefined where it has no readable day at
 * all: that is not old age but a fault, which reading the rows will name.
 * @param before leave out what happened on this day or later
 * @throws FileFault when the table cannot be read
 */
export async function readNewestEvent(
  session: DuckDBSession,
  { table, prepared }: PreparedTable,
  options: ReadOptions & { before?: string | undefined },
): Promise<string | null | undefined> {
  const { event, columns } = table.contract;
  if (event === undefined) return undefined;
  const relation = await readable(() => openRelation(session, table, prepared));
  const text = resolveColumns(table.contract, relation).get(event.column) ?? 'null';
  const day = `(${typedSql(columns[event.column]?.type ?? 'day', text, options)})::date`;
  const [row] = await readable(() =>
    session.rows<{ newest: string | null; readable: number }>(
      `select (max(day) filter (day >= '1990-01-01' and day < coalesce($before::date, '2100-01-01')))::varchar as newest,
         count(day)::bigint as readable
       from (select ${day} as day from ${relation.from})`,
      { ...relation.params, before: options.before ?? null },
    ),
  );
  await closeRelation(session, table, relation);
  return row?.readable === 0 ? undefined : row?.newest;
}

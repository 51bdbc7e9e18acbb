import type { DuckDBConnection } from '@duckdb/node-api';
import { bindParams, type SqlParams } from './bind-params.ts';
import { type ColumnBuilder, createColumnBuilder } from './column-builder.ts';
import type { ColumnTable } from './column-table.ts';

/** Stream a result of any size into one array per column. */
export async function readColumns(
  connection: DuckDBConnection,
  sql: string,
  params: SqlParams,
): Promise<ColumnTable> {
  const { values, types } = bindParams(params);
  const result = await connection.stream(sql, values, types);
  const names = result.deduplicatedColumnNames();
  const builders: ColumnBuilder[] = names.map((name, i) => createColumnBuilder(name, result.columnType(i)));
  let rows = 0;
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    rows += chunk.rowCount;
    for (const [i, builder] of builders.entries()) builder.append(chunk.getColumnVector(i));
  }
  return { rows, columns: Object.fromEntries(names.map((name, i) => [name, builders[i]!.finish()])) };
}

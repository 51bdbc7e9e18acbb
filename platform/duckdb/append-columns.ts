import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  FLOAT,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import type { ScalarColumn } from './column-builder.ts';
import { quoteName } from './quote-name.ts';

const chunkRows = 2048;

/** Create `schema.table` and fill it from arrays of one length; NaN becomes null, as null was read as NaN. */
export async function appendColumns(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, ScalarColumn>>,
): Promise<void> {
  const arrays = Object.values(columns);
  const rows = arrays[0]?.length ?? 0;
  for (const [name, array] of Object.entries(columns)) {
    if (array.length !== rows)
      throw new Error(`column ${name}: ${array.length} values (expected ${rows}, as in the first column)`);
  }
  const types = arrays.map(typeOf);
  const definitions = Object.keys(columns).map((name, index) => `${quoteName(name)} ${types[index]}`);
  await connection.run(`create or replace table ${quoteName(table)} (${definitions.join(', ')})`);
  const [name, schema] = table.split('.').reverse();
  const appender = await connection.createAppender(name!, schema);
  for (let start = 0; start < rows; start += chunkRows) {
    const end = Math.min(start + chunkRows, rows);
    const chunk = DuckDBDataChunk.create(types, end - start);
    for (const [index, array] of arrays.entries()) {
      chunk.setColumnValues(index, Array.from<unknown, DuckDBValue>(array.slice(start, end), nullForNaN));
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function typeOf(array: ScalarColumn): DuckDBType {
  if (array instanceof Float32Array) return FLOAT;
  if (array instanceof Float64Array) return DOUBLE;
  return array instanceof Int32Array ? INTEGER : VARCHAR;
}

function nullForNaN(value: unknown): DuckDBValue {
  return Number.isNaN(value) ? null : (value as DuckDBValue);
}

import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';

/** How a source is cut into slices, and where what was built of one may wait. */
export interface Slicing {
  /** Column of models: all rows of one value are in one slice. */
  readonly column: string;
  /** The same in raw tables, where it is a text. A table without it is in no slice. */
  readonly rawColumn: string;
  /** Raw rows of a slice at most, as long as one value has no more. */
  readonly rows: number;
  scratch(file: string): string;
}

/** Values from `first` to `last`, both included. */
export interface Slice {
  readonly first: string;
  readonly last: string;
}

/** Slices in the order of their values, and the raw tables that they are of. */
export interface Cut extends Slicing {
  readonly slices: readonly Slice[];
  readonly tables: readonly string[];
}

/**
 * Cut the raw tables that have the column into as few slices of about as many rows each as there must be. Slices depend
 * on nothing but the rows: files repeat byte for byte whatever the machine.
 */
export async function cutRows(
  session: DuckDBSession,
  rawTables: readonly string[],
  slicing: Slicing,
): Promise<Cut> {
  const column = quoteName(slicing.rawColumn);
  const tables: string[] = [];
  for (const table of rawTables) {
    const { columns } = await session.describe(`from ${quoteName(`raw.${table}`)}`);
    if (columns.some(({ name }) => name === slicing.rawColumn)) tables.push(table);
  }
  const values = tables.map((table) => `select ${column} as value from ${quoteName(`raw.${table}`)}`);
  const slices = await session.rows<Slice>(
    `with
       counted as (select value, count(*) as rows from (${values.join(' union all ')}) group by value),
       placed as (
         select
           value,
           sum(rows) over (order by value) - rows as rows_before,
           sum(rows) over () as all_rows,
           ceil(all_rows / $rows) as slices
         from counted
       )
     select min(value) as first, max(value) as last
     from placed
     group by floor(rows_before * slices / all_rows)
     order by first`,
    { rows: slicing.rows },
  );
  return { ...slicing, tables, slices };
}

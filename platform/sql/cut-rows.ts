import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';

/** How a source is cut into slices. */
export interface Slicing {
  /** Column of models: all rows of one value are in one slice. */
  readonly column: string;
  /** The same in raw tables, where it is a text. A table without it is in no slice. */
  readonly rawColumn: string;
  /** Raw rows of a slice at most, as long as one value has no more. */
  readonly rows: number;
}

/** Values from `from` up to `until`, which is not included; null where there is no such end. */
export interface Slice {
  readonly from: string | null;
  readonly until: string | null;
}

/** Slices in the order of their values, which leave no value out, and the raw tables that they are of. */
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
    const columns = await session.columnNames(`raw.${table}`);
    if (columns.includes(slicing.rawColumn)) tables.push(table);
  }
  if (tables.length === 0) return { ...slicing, tables, slices: [{ from: null, until: null }] };
  const values = tables.map((table) => `select ${column} as value from ${quoteName(`raw.${table}`)}`);
  const firsts = await session.rows<{ first: string }>(
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
     select min(value) as first
     from placed
     group by floor(rows_before * slices / all_rows)
     order by first`,
    { rows: slicing.rows },
  );
  const ends = firsts.slice(1).map(({ first }) => first);
  const slices = [null, ...ends].map((from, place) => ({ from, until: ends[place] ?? null }));
  return { ...slicing, tables, slices };
}

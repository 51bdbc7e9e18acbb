import type { Column, ListColumn } from './column-builder.ts';

/** A result as one array per column, in the order of the query. */
export interface ColumnTable {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Column>>;
}

/** The numeric column of this name. */
export function numbersOf(table: ColumnTable, name: string): Float32Array | Float64Array | Int32Array {
  const column = columnOf(table, name);
  if (ArrayBuffer.isView(column)) return column;
  throw new Error(`column ${name}: expected numbers`);
}

/** The text, date or timestamp column of this name. */
export function stringsOf(table: ColumnTable, name: string): readonly (string | null)[] {
  const column = columnOf(table, name);
  if (Array.isArray(column)) return column;
  throw new Error(`column ${name}: expected strings`);
}

/** The list column of this name. */
export function listsOf(table: ColumnTable, name: string): ListColumn {
  const column = columnOf(table, name);
  if ('offsets' in column) return column;
  throw new Error(`column ${name}: expected lists`);
}

function columnOf(table: ColumnTable, name: string): Column {
  const column = table.columns[name];
  if (column) return column;
  throw new Error(`no column ${name} (the result has ${Object.keys(table.columns).join(', ')})`);
}

import { DataType, type Table } from 'apache-arrow';
import type { Mask, Matrix } from '../../models/matrix.ts';
import type { ArrowColumn } from './arrow-file.ts';

/**
 * The columns of a matrix or mask as Arrow columns, each name behind a prefix that tells tables apart; those of codes as
 * int32, by which they are known again.
 */
export function splitColumns(table: Matrix | Mask, prefix: string): Record<string, ArrowColumn> {
  const { rows, columns, values } = table;
  const codes = new Set('categorical' in table ? table.categorical : []);
  const Values = values.constructor as new (length: number) => Float32Array | Uint8Array;
  return Object.fromEntries(
    columns.map((name, position) => {
      const column = codes.has(position) ? new Int32Array(rows) : new Values(rows);
      for (let row = 0; row < rows; row++) column[row] = values[row * columns.length + position]!;
      return [`${prefix}${name}`, column];
    }),
  );
}

/** The Arrow columns behind a prefix, put together row by row. */
export function joinColumns<Values extends Float32Array | Uint8Array>(
  table: Table,
  prefix: string,
  allocate: (size: number) => Values,
): { rows: number; columns: string[]; values: Values; categorical?: number[] } {
  const fields = table.schema.fields.filter(({ name }) => name.startsWith(prefix));
  const names = fields.map(({ name }) => name);
  const categorical = fields.flatMap(({ type }, position) =>
    DataType.isInt(type) && type.bitWidth === 32 ? [position] : [],
  );
  const values = allocate(table.numRows * names.length);
  for (const [position, name] of names.entries()) {
    const column = columnOf(table, name).toArray() as Values;
    for (let row = 0; row < table.numRows; row++) values[row * names.length + position] = column[row]!;
  }
  return {
    rows: table.numRows,
    columns: names.map((name) => name.slice(prefix.length)),
    values,
    ...(categorical.length > 0 && { categorical }),
  };
}

/** A text column. */
export function readStrings(table: Table, name: string): string[] {
  return Array.from(columnOf(table, name), String);
}

/** @throws Error when the table has no such column */
export function columnOf(table: Table, name: string) {
  const column = table.getChild(name);
  if (column === null) throw new Error(`the Arrow table has no column ${name}`);
  return column;
}

import type { Table } from 'apache-arrow';
import type { NextAffiliateRows } from '../../models/estimators/next-affiliate-data.ts';
import type { Mask, Matrix } from '../../models/matrix.ts';
import { type ArrowColumn, readArrowFile, writeArrowFile } from './arrow-file.ts';

/** Rows of the next-affiliate model with what names them. */
export interface NextAffiliateTable extends NextAffiliateRows {
  /** Customer of each row. */
  readonly customers: readonly string[];
  /** Cut of each row, `YYYY-MM-DD`. */
  readonly cuts: readonly string[];
}

/** One Arrow table holds features and masks side by side; a prefix tells them apart. */
const PREFIXES = { features: 'feature:', used: 'used:', next: 'next:' } as const;

/** Write the rows as Arrow IPC: one column per feature (float32) and per affiliate of each mask (uint8). */
export async function writeNextAffiliateFile(path: string, table: NextAffiliateTable): Promise<void> {
  await writeArrowFile(path, {
    customer_id: table.customers,
    cut_date: table.cuts,
    latest: table.latest,
    ...splitColumns(table.features, PREFIXES.features),
    ...splitColumns(table.used, PREFIXES.used),
    ...splitColumns(table.next, PREFIXES.next),
  });
}

/** Read what `writeNextAffiliateFile` wrote. */
export async function readNextAffiliateFile(path: string): Promise<NextAffiliateTable> {
  const table = await readArrowFile(path);
  return {
    customers: readStrings(table, 'customer_id'),
    cuts: readStrings(table, 'cut_date'),
    latest: Int32Array.from(columnOf(table, 'latest').toArray() as Int32Array),
    features: joinColumns(table, PREFIXES.features, (size) => new Float32Array(size)),
    used: joinColumns(table, PREFIXES.used, (size) => new Uint8Array(size)),
    next: joinColumns(table, PREFIXES.next, (size) => new Uint8Array(size)),
  };
}

function splitColumns({ rows, columns, values }: Matrix | Mask, prefix: string): Record<string, ArrowColumn> {
  const Values = values.constructor as new (length: number) => Float32Array | Uint8Array;
  return Object.fromEntries(
    columns.map((name, position) => {
      const column = new Values(rows);
      for (let row = 0; row < rows; row++) column[row] = values[row * columns.length + position]!;
      return [`${prefix}${name}`, column];
    }),
  );
}

function joinColumns<Values extends Float32Array | Uint8Array>(
  table: Table,
  prefix: string,
  allocate: (size: number) => Values,
): { rows: number; columns: string[]; values: Values } {
  const names = table.schema.fields.map(({ name }) => name).filter((name) => name.startsWith(prefix));
  const values = allocate(table.numRows * names.length);
  for (const [position, name] of names.entries()) {
    const column = columnOf(table, name).toArray() as Values;
    for (let row = 0; row < table.numRows; row++) values[row * names.length + position] = column[row]!;
  }
  return { rows: table.numRows, columns: names.map((name) => name.slice(prefix.length)), values };
}

function readStrings(table: Table, name: string): string[] {
  return Array.from(columnOf(table, name), String);
}

function columnOf(table: Table, name: string) {
  const column = table.getChild(name);
  if (column === null) throw new Error(`the Arrow table has no column ${name}`);
  return column;
}

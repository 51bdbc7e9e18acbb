import type { NextAffiliateRows } from '../../models/estimators/next-affiliate-data.ts';
import { readArrowFile, writeArrowFile } from './arrow-file.ts';
import { columnOf, joinColumns, readStrings, splitColumns } from './matrix-columns.ts';

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

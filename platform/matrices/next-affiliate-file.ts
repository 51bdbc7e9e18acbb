import type { SnapshotRows } from '../../models/next-affiliate/snapshot-rows.ts';
import { readArrowFile, writeArrowFile } from './arrow-file.ts';
import { columnOf, joinColumns, readStrings, splitColumns } from './matrix-columns.ts';
import { joinTableColumns, splitTableColumns } from './table-columns.ts';

/** One Arrow table holds both masks side by side; a prefix tells them apart. */
const PREFIXES = { used: 'used:', next: 'next:' } as const;

/**
 * Write the rows as Arrow IPC: features as they come, and one column per affiliate of each mask (uint8).
 * @param flags columns beside the features (uint8), which no reader takes for one
 */
export async function writeNextAffiliateFile(
  path: string,
  rows: SnapshotRows,
  flags: Readonly<Record<string, Uint8Array>> = {},
): Promise<void> {
  await writeArrowFile(path, {
    customer_id: rows.customers,
    cut_date: rows.cuts,
    latest: rows.latest,
    ...flags,
    ...splitTableColumns(rows.table),
    ...splitColumns(rows.used, PREFIXES.used),
    ...splitColumns(rows.next, PREFIXES.next),
  });
}

/** Read what `writeNextAffiliateFile` wrote. */
export async function readNextAffiliateFile(path: string): Promise<SnapshotRows> {
  const table = await readArrowFile(path);
  return {
    customers: readStrings(table, 'customer_id'),
    cuts: readStrings(table, 'cut_date'),
    latest: Int32Array.from(columnOf(table, 'latest').toArray() as Int32Array),
    table: joinTableColumns(table),
    used: joinColumns(table, PREFIXES.used, (size) => new Uint8Array(size)),
    next: joinColumns(table, PREFIXES.next, (size) => new Uint8Array(size)),
  };
}

import type { EventRows } from '../../models/events/event-rows.ts';
import { readArrowFile, writeArrowFile } from './arrow-file.ts';
import { columnOf, joinColumns, readStrings, splitColumns } from './matrix-columns.ts';
import { joinTableColumns, splitTableColumns } from './table-columns.ts';

const PREFIXES = { used: 'used:', next: 'next:' } as const;

/** Write event rows as Arrow IPC: features before any encoding, and one uint8 column per affiliate of each mask. */
export async function writeEventFile(path: string, { table, used, next, ...rows }: EventRows): Promise<void> {
  await writeArrowFile(path, {
    customer_id: rows.customers,
    extended_on: rows.days,
    latest: rows.latest,
    ...splitTableColumns(table),
    ...splitColumns(used, PREFIXES.used),
    ...splitColumns(next, PREFIXES.next),
  });
}

/** Read what `writeEventFile` wrote. */
export async function readEventFile(path: string): Promise<EventRows> {
  const arrow = await readArrowFile(path);
  return {
    customers: readStrings(arrow, 'customer_id'),
    days: readStrings(arrow, 'extended_on'),
    latest: Int32Array.from(columnOf(arrow, 'latest').toArray() as Int32Array),
    table: joinTableColumns(arrow),
    used: joinColumns(arrow, PREFIXES.used, (size) => new Uint8Array(size)),
    next: joinColumns(arrow, PREFIXES.next, (size) => new Uint8Array(size)),
  };
}

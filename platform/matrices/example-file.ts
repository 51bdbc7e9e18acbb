import type { Examples } from '../../models/recipes/examples.ts';
import { readArrowFile, writeArrowFile } from './arrow-file.ts';
import { columnOf, readStrings } from './matrix-columns.ts';
import { joinTableColumns, splitTableColumns } from './table-columns.ts';

/**
 * Write the rows as Arrow IPC: numbers as float64, NaN where missing, categories as a dictionary, '' where missing.
 * @param flags columns beside the features (uint8), which no reader takes for one
 */
export async function writeExampleFile(
  path: string,
  { table, ...rows }: Examples,
  flags: Readonly<Record<string, Uint8Array>> = {},
): Promise<void> {
  await writeArrowFile(path, {
    customer_id: rows.customers,
    decided_on: rows.decidedOn,
    label: rows.labels,
    ...flags,
    ...splitTableColumns(table),
  });
}

/** Read what `writeExampleFile` wrote. */
export async function readExampleFile(path: string): Promise<Examples> {
  const arrow = await readArrowFile(path);
  return {
    table: joinTableColumns(arrow),
    customers: readStrings(arrow, 'customer_id'),
    decidedOn: readStrings(arrow, 'decided_on'),
    labels: Uint8Array.from(columnOf(arrow, 'label').toArray() as Uint8Array),
  };
}

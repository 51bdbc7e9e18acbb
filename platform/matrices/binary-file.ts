import type { BinaryRows } from '../../models/estimators/binary/binary-data.ts';
import { readArrowFile, writeArrowFile } from './arrow-file.ts';
import { columnOf, joinColumns, readStrings, splitColumns } from './matrix-columns.ts';

/** Rows of a yes/no question with the day on which each decision is made. */
export interface BinaryTable extends BinaryRows {
  /** `YYYY-MM-DD` */
  readonly decidedOn: readonly string[];
}

const FEATURE = 'feature:';

/** Write the rows as Arrow IPC: one column per feature, float32 or, of codes, int32; labels of rows that are only scored are 0. */
export async function writeBinaryFile(path: string, table: BinaryTable): Promise<void> {
  await writeArrowFile(path, {
    customer_id: table.customers,
    decided_on: table.decidedOn,
    label: table.labels,
    ...splitColumns(table.features, FEATURE),
  });
}

/** Read what `writeBinaryFile` wrote. */
export async function readBinaryFile(path: string): Promise<BinaryTable> {
  const table = await readArrowFile(path);
  return {
    customers: readStrings(table, 'customer_id'),
    decidedOn: readStrings(table, 'decided_on'),
    labels: Uint8Array.from(columnOf(table, 'label').toArray() as Uint8Array),
    features: joinColumns(table, FEATURE, (size) => new Float32Array(size)),
  };
}

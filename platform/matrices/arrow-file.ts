import { readFile, writeFile } from 'node:fs/promises';
import { type Table, tableFromArrays, tableFromIPC, tableToIPC } from 'apache-arrow';

/** Columns of one length that go to Arrow as they are: typed arrays without a copy of each value, and text. */
export type ArrowColumn = Float32Array | Float64Array | Int32Array | Uint8Array | readonly string[];

/** Write columns as an Arrow IPC file. */
export async function writeArrowFile(
  path: string,
  columns: Readonly<Record<string, ArrowColumn>>,
): Promise<void> {
  await writeFile(path, tableToIPC(tableFromArrays(columns as Record<string, ArrowColumn>), 'file'));
}

/** Read an Arrow IPC file whole. */
export async function readArrowFile(path: string): Promise<Table> {
  return tableFromIPC(await readFile(path));
}

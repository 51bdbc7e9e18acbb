import { readFile, writeFile } from 'node:fs/promises';
import {
  Dictionary,
  Int32,
  makeVector,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';

/** Columns of one length that go to Arrow as they are: typed arrays without a copy of each value, and text. */
export type ArrowColumn = Float32Array | Float64Array | Int32Array | Uint8Array | readonly string[];

/** Write columns as an Arrow IPC file; equal columns give equal bytes. */
export async function writeArrowFile(
  path: string,
  columns: Readonly<Record<string, ArrowColumn>>,
): Promise<void> {
  const vectors = Object.entries(columns).map(([name, values], position) => [
    name,
    toVector(values, position),
  ]);
  const table = new Table(Object.fromEntries(vectors) as Record<string, Vector>);
  await writeFile(path, tableToIPC(table, 'file'));
}

/** Read an Arrow IPC file whole. */
export async function readArrowFile(path: string): Promise<Table> {
  return tableFromIPC(await readFile(path));
}

/** @param dictionaryId left to itself, the library counts dictionaries per process, and the count is in the bytes */
function toVector(values: ArrowColumn, dictionaryId: number): Vector {
  if (values instanceof Float32Array) return makeVector(values);
  if (values instanceof Float64Array) return makeVector(values);
  if (values instanceof Int32Array) return makeVector(values);
  if (values instanceof Uint8Array) return makeVector(values);
  return vectorFromArray(values, new Dictionary(new Utf8(), new Int32(), dictionaryId));
}

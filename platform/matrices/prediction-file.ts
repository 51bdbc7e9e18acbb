import type { NextAffiliatePrediction } from '../../models/estimators/next-affiliate-data.ts';
import { type ArrowColumn, readArrowFile, writeArrowFile } from './arrow-file.ts';

/** Write several predictions of the same rows side by side as Arrow IPC: `<name>:any` and `<name>:which:<affiliate>`. */
export async function writePredictionFile(
  path: string,
  affiliates: readonly string[],
  predictions: Readonly<Record<string, NextAffiliatePrediction>>,
): Promise<void> {
  const columns: Record<string, ArrowColumn> = {};
  for (const [name, { any, which }] of Object.entries(predictions)) {
    columns[`${name}:any`] = any;
    for (const [position, affiliate] of affiliates.entries()) {
      columns[`${name}:which:${affiliate}`] = any.map((_, row) => which[row * affiliates.length + position]!);
    }
  }
  await writeArrowFile(path, columns);
}

/** Read one prediction that `writePredictionFile` wrote. */
export async function readPredictionFile(
  path: string,
  affiliates: readonly string[],
  name: string,
): Promise<NextAffiliatePrediction> {
  const table = await readArrowFile(path);
  const read = (column: string): Float32Array => {
    const vector = table.getChild(column);
    if (vector === null) throw new Error(`${path} has no column ${column}`);
    return vector.toArray() as Float32Array;
  };
  const which = new Float32Array(table.numRows * affiliates.length);
  for (const [position, affiliate] of affiliates.entries()) {
    const column = read(`${name}:which:${affiliate}`);
    for (let row = 0; row < table.numRows; row++) which[row * affiliates.length + position] = column[row]!;
  }
  return { any: Float32Array.from(read(`${name}:any`)), which };
}

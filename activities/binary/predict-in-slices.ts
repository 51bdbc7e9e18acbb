import { setImmediate } from 'node:timers/promises';
import { type FeatureTable, takeTableRows } from '../../models/encoders/feature-table.ts';

/** The slowest learner takes about half a second for as many. */
const SLICE_ROWS = 5_000;

/** Predicts in this process; after each slice heartbeats and the other steps of the worker get their turn. */
export async function predictInSlices(
  model: { predict(table: FeatureTable): Float32Array },
  table: FeatureTable,
  sliceRows = SLICE_ROWS,
): Promise<Float32Array> {
  const predicted = new Float32Array(table.rows);
  for (let from = 0; from < table.rows; from += sliceRows) {
    const rows = Array.from({ length: Math.min(sliceRows, table.rows - from) }, (_, row) => from + row);
    predicted.set(model.predict(takeTableRows(table, rows)), from);
    await setImmediate();
  }
  return predicted;
}

import { takeRows } from '../../matrix.ts';
import { type BinaryRows, countPositives } from './binary-data.ts';

/** Share of the rows, the newest, from which the intercept is taken. */
const LATEST_SHARE = 1 / 3;

/**
 * The newest third of rows, by the day of each decision, whole days together: base rates drift, and the
 * intercept should be that of today. Undefined where they are all of one class.
 */
export function takeLatestRows(rows: BinaryRows, decidedOn: readonly string[]): BinaryRows | undefined {
  const from = [...decidedOn].sort()[Math.floor(decidedOn.length * (1 - LATEST_SHARE))];
  if (from === undefined) return undefined;
  const indices = decidedOn.flatMap((day, row) => (day >= from ? [row] : []));
  const labels = Uint8Array.from(indices, (row) => rows.labels[row]!);
  const positives = countPositives(labels);
  if (positives === 0 || positives === labels.length) return undefined;
  return {
    features: takeRows(rows.features, indices),
    labels,
    customers: indices.map((row) => rows.customers[row]!),
  };
}

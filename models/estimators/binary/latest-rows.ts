import { takeRows } from '../../matrix.ts';
import type { BinaryRows } from './binary-data.ts';

/** Share of the rows, the newest, from which the intercept is taken. */
const LATEST_SHARE = 1 / 3;

/**
 * The newest third of rows, by the day of each decision, whole days together: base rates drift, and the
 * intercept should be that of today. Undefined where they are all of one class.
 */
export function findLatestRows(
  labels: ArrayLike<number>,
  decidedOn: readonly string[],
): number[] | undefined {
  const from = [...decidedOn].sort()[Math.floor(decidedOn.length * (1 - LATEST_SHARE))];
  if (from === undefined) return undefined;
  const rows = decidedOn.flatMap((day, row) => (day >= from ? [row] : []));
  const positives = rows.filter((row) => labels[row] === 1).length;
  return positives === 0 || positives === rows.length ? undefined : rows;
}

/** Those rows, copied. */
export function takeLatestRows(rows: BinaryRows, decidedOn: readonly string[]): BinaryRows | undefined {
  const indices = findLatestRows(rows.labels, decidedOn);
  return (
    indices && {
      features: takeRows(rows.features, indices),
      labels: Uint8Array.from(indices, (row) => rows.labels[row]!),
      customers: indices.map((row) => rows.customers[row]!),
    }
  );
}

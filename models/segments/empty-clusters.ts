import type { Matrix } from '../matrix.ts';
import type { Centroids } from './centroids.ts';

/** Puts centres without rows on the rows farthest from their own; whether there were any. */
export function fillEmpty(
  { values }: Matrix,
  centroids: Centroids,
  labels: Int32Array,
  upper: Float64Array,
): boolean {
  const { k, width } = centroids;
  const sizes = new Int32Array(k);
  for (let row = 0; row < labels.length; row++) sizes[labels[row]!]!++;
  let filled = false;
  for (let centre = 0; centre < k; centre++) {
    if (sizes[centre] !== 0) continue;
    let farthest = -1;
    for (let row = 0; row < labels.length; row++) {
      if (upper[row]! > (farthest < 0 ? 0 : upper[farthest]!)) farthest = row;
    }
    if (farthest < 0) return filled;
    centroids.values.set(values.subarray(farthest * width, (farthest + 1) * width), centre * width);
    upper[farthest] = 0;
    filled = true;
  }
  return filled;
}

/** Clusters that have rows, numbered anew in their order. */
export function dropEmpty(
  { k, width, values }: Centroids,
  labels: Int32Array,
): { centroids: Centroids; labels: Int32Array } {
  const hasRows = new Uint8Array(k);
  for (let row = 0; row < labels.length; row++) hasRows[labels[row]!] = 1;
  const kept = Array.from(hasRows.keys()).filter((centre) => hasRows[centre] === 1);
  const numbers = new Int32Array(k);
  kept.forEach((centre, number) => {
    numbers[centre] = number;
  });
  const rows = kept.map((centre) => values.slice(centre * width, (centre + 1) * width));
  return {
    centroids: { k: kept.length, width, values: Float64Array.from(rows.flatMap((row) => [...row])) },
    labels: labels.map((label) => numbers[label]!),
  };
}

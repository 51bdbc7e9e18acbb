import type { Matrix } from '../matrix.ts';

/** Centres of clusters, row-major: centre c is `values[c * width] …`. */
export interface Centroids {
  readonly k: number;
  readonly width: number;
  readonly values: Float64Array;
}

/** The squared Euclidean distance of a row of points to a centre. */
export function squareDistance(
  points: Float32Array,
  row: number,
  { values, width }: Centroids,
  centre: number,
): number {
  let sum = 0;
  let point = row * width;
  let cell = centre * width;
  for (const end = point + width; point < end; point++, cell++) {
    const gap = points[point]! - values[cell]!;
    sum += gap * gap;
  }
  return sum;
}

/** Centres as nested arrays, one row each: how they are stored. */
export function toRows({ k, width, values }: Centroids): number[][] {
  return Array.from({ length: k }, (_, centre) =>
    Array.from(values.subarray(centre * width, (centre + 1) * width)),
  );
}

/** Centres from nested arrays. */
export function fromRows(rows: readonly (readonly number[])[]): Centroids {
  const width = rows[0]?.length ?? 0;
  return { k: rows.length, width, values: Float64Array.from(rows.flat()) };
}

/** Fails when points and centres have different columns. */
export function assertSameWidth(points: Matrix, centroids: Centroids): void {
  if (points.columns.length === centroids.width && centroids.k > 0) return;
  throw new Error(
    `invalid centroids: ${centroids.k} of ${centroids.width} columns (expected at least one, of ${points.columns.length})`,
  );
}

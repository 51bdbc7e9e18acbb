import type { Matrix } from '../matrix.ts';
import type { Random } from '../random.ts';

/** Where the clusters are judged. */
export interface SilhouetteOptions {
  readonly random: Random;
  /** Rows drawn; all of them when there are no more. The work grows with its square. */
  readonly sample?: number;
}

/**
 * Mean silhouette of a sample (Rousseeuw 1987): 1 well apart, 0 between clusters, negative in the wrong one. A row
 * alone in its cluster counts 0, as in his paper; null with fewer than two clusters in the sample.
 * @param labels cluster of each row, 0 … k − 1
 */
export function computeSilhouette(
  points: Matrix,
  labels: ArrayLike<number>,
  { random, sample = 4_000 }: SilhouetteOptions,
): number | null {
  if (labels.length !== points.rows) {
    throw new Error(`invalid labels: ${labels.length} (expected ${points.rows}, one for each row)`);
  }
  const rows = drawRows(points.rows, sample, random);
  const sizes = new Map<number, number>();
  for (const row of rows) sizes.set(labels[row]!, (sizes.get(labels[row]!) ?? 0) + 1);
  if (sizes.size < 2) return null;
  const clusters = [...sizes.keys()];
  const position = new Map(clusters.map((cluster, index) => [cluster, index]));
  const placed = Int32Array.from(rows, (row) => position.get(labels[row]!)!);
  const sums = new Float64Array(clusters.length);
  let total = 0;
  for (let one = 0; one < rows.length; one++) {
    const own = placed[one]!;
    const members = sizes.get(clusters[own]!)!;
    if (members === 1) continue;
    sums.fill(0);
    for (let other = 0; other < rows.length; other++) {
      sums[placed[other]!]! += measureDistance(points, rows[one]!, rows[other]!);
    }
    const within = sums[own]! / (members - 1);
    let between = Number.POSITIVE_INFINITY;
    for (let cluster = 0; cluster < clusters.length; cluster++) {
      if (cluster !== own) between = Math.min(between, sums[cluster]! / sizes.get(clusters[cluster]!)!);
    }
    const widest = Math.max(within, between);
    total += widest === 0 ? 0 : (between - within) / widest;
  }
  return total / rows.length;
}

/** `count` different row numbers of `rows`, in random order; all of them, in order, when there are no more. */
function drawRows(rows: number, count: number, random: Random): Int32Array {
  const drawn = Int32Array.from({ length: rows }, (_, row) => row);
  if (rows <= count) return drawn;
  for (let place = 0; place < count; place++) {
    const other = place + random.integer(rows - place);
    [drawn[place], drawn[other]] = [drawn[other]!, drawn[place]!];
  }
  return drawn.subarray(0, count);
}

function measureDistance({ columns, values }: Matrix, one: number, other: number): number {
  const width = columns.length;
  let sum = 0;
  for (let column = 0; column < width; column++) {
    sum += (values[one * width + column]! - values[other * width + column]!) ** 2;
  }
  return Math.sqrt(sum);
}

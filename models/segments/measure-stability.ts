import { type Matrix, takeRows } from '../matrix.ts';
import { computeAdjustedRandIndex } from '../metrics/adjusted-rand-index.ts';
import { createRandom, splitSeed } from '../random.ts';
import { assignPoints } from './assign-points.ts';
import { fitKMeans } from './fit-k-means.ts';

/** How much work goes into judging whether clusters come back. */
export interface StabilityOptions {
  readonly seed: number;
  /** Starts behind every fit: a fit that is itself luck cannot be stable. */
  readonly restarts?: number;
  /** Other seeds on the same rows, and resamples of the rows. */
  readonly seeds?: number;
  readonly resamples?: number;
  /** Rows drawn first; all when there are no more. */
  readonly sample?: number;
}

/** Mean adjusted Rand index against one reference fit; 1 is the same partition each time. */
export interface Stability {
  /** Of fits from other seeds. */
  readonly seedAri: number;
  /** Of fits to rows drawn with replacement, assigned to all rows. */
  readonly bootstrapAri: number;
}

/** Do the same clusters come back from another seed, and from other customers of the same kind? */
export function measureStability(
  points: Matrix,
  k: number,
  { seed, restarts = 3, seeds = 4, resamples = 8, sample = 6_000 }: StabilityOptions,
): Stability {
  const use = (label: string) => createRandom(splitSeed(seed, `${label} of ${k} clusters`));
  const drawn = use('sample').shuffle(Int32Array.from({ length: points.rows }, (_, row) => row));
  const rows = takeRows(points, drawn.slice(0, Math.max(k, sample)));
  const cluster = (matrix: Matrix, label: string) => fitKMeans(matrix, { k, random: use(label), restarts });
  const reference = cluster(rows, 'reference').labels;
  const agree = (count: number, refit: (round: number) => Int32Array) => {
    let sum = 0;
    for (let round = 0; round < count; round++) sum += computeAdjustedRandIndex(reference, refit(round));
    return sum / count;
  };
  return {
    seedAri: agree(seeds, (round) => cluster(rows, `seed ${round}`).labels),
    bootstrapAri: agree(resamples, (round) => {
      const random = use(`resample ${round}`);
      const again = takeRows(
        rows,
        Int32Array.from({ length: rows.rows }, () => random.integer(rows.rows)),
      );
      return assignPoints(rows, cluster(again, `resampled fit ${round}`).centroids);
    }),
  };
}

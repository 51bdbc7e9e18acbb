import { z } from 'zod';
import type { Matrix } from '../matrix.ts';
import { computeSilhouette } from '../metrics/silhouette.ts';
import { createRandom, splitSeed } from '../random.ts';
import { fitKMeans } from './fit-k-means.ts';
import { measureStability, type StabilityOptions } from './measure-stability.ts';

/** What speaks for and against one number of segments. */
export const SegmentCountRow = z.strictObject({
  k: z.int(),
  /** Sum of squared distances to the own centre, in scaled units. */
  inertia: z.number(),
  silhouette: z.number().nullable(),
  seedAri: z.number(),
  bootstrapAri: z.number(),
});
/** What speaks for and against one number of segments. */
export type SegmentCountRow = z.infer<typeof SegmentCountRow>;

/** The numbers of segments that are compared. */
export const SEGMENT_COUNTS = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] as const;

/** The table over k; numbers of segments that the rows are too few for are left out. */
export function tabulateSegmentCounts(
  points: Matrix,
  { counts = SEGMENT_COUNTS, ...options }: StabilityOptions & { readonly counts?: readonly number[] },
): SegmentCountRow[] {
  return counts
    .filter((k) => k <= points.rows)
    .map((k) => {
      const random = createRandom(splitSeed(options.seed, `table of ${k} clusters`));
      const { labels, inertia } = fitKMeans(points, { k, random, restarts: options.restarts ?? 3 });
      const silhouette = computeSilhouette(points, labels, { random, sample: 2_000 });
      return { k, inertia, silhouette, ...measureStability(points, k, options) };
    });
}

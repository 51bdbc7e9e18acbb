import { z } from 'zod';
import type { Centroids } from './centroids.ts';
import { fromRows } from './centroids.ts';
import { InputScaler, Scaling } from './input-scaler.ts';

/** The group of customers without any row, whom no clustering has seen. */
export const EMPTY_SEGMENT = 'S00';

/** A segment's id: stable as long as most of its members stay. */
export const SegmentId = z.string().regex(/^S\d{2,}$/, 'expected S and a number, such as S07');

/** A frozen segmentation, plain JSON: whoever has it assigns any customer the same segment, on any night. */
export const Segmentation = z
  .strictObject({
    /** Affiliates with a column of their own, in the order of the columns. */
    affiliates: z.array(z.string()),
    /** How the scaler was fitted, and is again at a refit. */
    scaling: Scaling,
    scaler: InputScaler,
    segments: z.array(z.strictObject({ id: SegmentId, centroid: z.array(z.number()) })).min(1),
    /** Number of the next new segment; ids of segments that are gone do not come back. */
    nextNumber: z.int().positive(),
    /** Mean squared distance to the own centre when it was fitted: what later nights are compared with. */
    spread: z.number().nonnegative(),
  })
  .superRefine(({ affiliates, scaler, segments }, context) => {
    const width = affiliates.length + 5;
    const issue = (message: string) => context.addIssue({ code: 'custom', message });
    for (const name of ['origin', 'unit'] as const) {
      if (scaler[name].length !== width) {
        issue(`scaler.${name} has ${scaler[name].length} columns (expected ${width})`);
      }
    }
    for (const { id, centroid } of segments) {
      if (centroid.length !== width)
        issue(`segment ${id} has ${centroid.length} columns (expected ${width})`);
    }
    const ids = segments.map(({ id }) => id);
    const twice = ids.find((id, place) => ids.indexOf(id) < place || id === EMPTY_SEGMENT);
    if (twice !== undefined)
      issue(`segment id ${twice} is taken (expected different ids, none ${EMPTY_SEGMENT})`);
  });
/** A frozen segmentation, plain JSON. */
export type Segmentation = z.infer<typeof Segmentation>;

/** The id of a segment by its number. */
export function nameSegment(number: number): string {
  return `S${String(number).padStart(2, '0')}`;
}

/** The centres of a segmentation, in the order of its segments. */
export function centroidsOf({ segments }: Segmentation): Centroids {
  return fromRows(segments.map(({ centroid }) => centroid));
}

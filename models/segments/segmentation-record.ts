import { z } from 'zod';
import { CalendarDay } from '../contracts/run-input.ts';
import { PersonaUse } from './name-segments.ts';
import { Segmentation, SegmentId } from './segmentation.ts';
import { SegmentCountRow } from './tabulate-segment-counts.ts';

/** Segments that are looked for (spec, section 4.1). */
export const SEGMENTS_WANTED = 12;

/** A segmentation with all that was measured when it was fitted; frozen nights pass it on as it is. */
export const SegmentationRecord = z.strictObject({
  fittedAsOf: CalendarDay,
  /** Customers who had a row. */
  customers: z.int().positive(),
  segmentation: Segmentation,
  /** The table over k: what each number of segments would have been worth. */
  table: z.array(SegmentCountRow),
  /** Do as many segments as were found come back from other seeds, and from other customers of the same kind? */
  seedAri: z.number(),
  bootstrapAri: z.number(),
  personaUse: PersonaUse,
  /** What became of the segments before; empty for a first fit. */
  matches: z.array(z.strictObject({ id: SegmentId, from: SegmentId.nullable(), jaccard: z.number() })),
});
/** A segmentation with all that was measured when it was fitted. */
export type SegmentationRecord = z.infer<typeof SegmentationRecord>;

import { z } from 'zod';
import { SegmentId } from './segmentation.ts';

/** How customers moved between two segmentations, or between two nights of one. */
export const SegmentChange = z.strictObject({
  /** Segments before, then those that only are after. */
  segments: z.array(SegmentId),
  /** [before][after]: customers, in the order of `segments`. */
  migration: z.array(z.array(z.int().nonnegative())),
  /** Customers known on both sides, those of them in another segment, and their share (0 of none). */
  shared: z.int(),
  moved: z.int(),
  movedShare: z.number(),
  /** Customers on one side only. */
  entered: z.int(),
  left: z.int(),
  created: z.array(SegmentId),
  retired: z.array(SegmentId),
});
/** How customers moved between two segmentations, or between two nights of one. */
export type SegmentChange = z.infer<typeof SegmentChange>;

/** Counts who went where. Both sides map customers to segment ids. */
export function compareSegments(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): SegmentChange {
  const old = new Set(before.values());
  const current = new Set(after.values());
  const segments = [...[...old].sort(), ...[...current].filter((id) => !old.has(id)).sort()];
  const place = new Map(segments.map((id, row) => [id, row]));
  const migration = segments.map(() => segments.map(() => 0));
  let shared = 0;
  let moved = 0;
  for (const [customer, from] of before) {
    const to = after.get(customer);
    if (to === undefined) continue;
    shared++;
    if (from !== to) moved++;
    migration[place.get(from)!]![place.get(to)!]!++;
  }
  return {
    segments,
    migration,
    shared,
    moved,
    movedShare: shared === 0 ? 0 : moved / shared,
    entered: after.size - shared,
    left: before.size - shared,
    created: segments.filter((id) => !old.has(id)),
    retired: segments.filter((id) => !current.has(id)),
  };
}

import { z } from 'zod';
import { CalendarDay } from '../contracts/run-input.ts';
import { SegmentChange } from './compare-segments.ts';
import { FitReason } from './decide-fit.ts';
import { UnusualCategory } from './find-unusual-categories.ts';
import { NamedSegment } from './name-segments.ts';
import { SegmentProfile } from './profile-segments.ts';
import { SegmentMap } from './project-segments.ts';
import { SegmentationRecord } from './segmentation-record.ts';

/** All that is said of the segments of one night, plain JSON. */
export const SegmentReport = z.strictObject({
  /** Null where no customer has ever had a row: there is nothing to make segments of. */
  fit: z
    .strictObject({
      reason: FitReason,
      /** Of the live segmentation before any fit. */
      drift: z.number().nullable(),
      ...SegmentationRecord.omit({ segmentation: true }).shape,
    })
    .nullable(),
  /** Affiliates that appeared after the fit: they count in the number used only. */
  unknownAffiliates: z.array(z.string()),
  unknownGender: z.int(),
  unknownAge: z.int(),
  everyone: SegmentProfile,
  segments: z.array(NamedSegment),
  /** The greatest lift first. */
  unusual: z.array(UnusualCategory),
  map: SegmentMap.nullable(),
  /** Against the assignment that was live before; null for a first one. */
  change: z.strictObject({ since: CalendarDay, ...SegmentChange.shape }).nullable(),
});
/** All that is said of the segments of one night. */
export type SegmentReport = z.infer<typeof SegmentReport>;

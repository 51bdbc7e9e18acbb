import type { SegmentAssignment } from './assign-segments.ts';
import { compareSegments } from './compare-segments.ts';
import type { FitReason } from './decide-fit.ts';
import { type CategoryLines, findUnusualCategories } from './find-unusual-categories.ts';
import type { NamedSegment } from './name-segments.ts';
import type { ProfileInputs, SegmentProfile } from './profile-segments.ts';
import { projectSegments } from './project-segments.ts';
import type { SegmentReport } from './segment-report.ts';
import type { SegmentationRecord } from './segmentation-record.ts';

/** What is known of one night's segments. */
export interface NightOfSegments {
  readonly people: Omit<ProfileInputs, 'segments'>;
  readonly assignment: SegmentAssignment;
  readonly everyone: SegmentProfile;
  readonly named: readonly NamedSegment[];
  /** Null where nobody has a row. */
  readonly fit: {
    readonly reason: FitReason;
    readonly drift: number | null;
    readonly record: SegmentationRecord;
  } | null;
  readonly lines: CategoryLines;
  /** The assignment that was live, and its day; null without one. */
  readonly before: { readonly since: string; readonly segments: ReadonlyMap<string, string> } | null;
}

/** Puts together what is said of the segments of a night. */
export function writeSegmentReport(night: NightOfSegments): SegmentReport {
  const { people, assignment, everyone, named, fit, lines, before } = night;
  const { segments, unknownAffiliates } = assignment;
  const { customers } = people.activity;
  return {
    fit: fit && describeFit(fit),
    unknownAffiliates,
    unknownGender: countOthers(people.genders, /^(female|male)$/),
    unknownAge: countOthers(people.ageBands, /^[2-7]0s$/),
    everyone,
    segments: [...named],
    unusual: findUnusualCategories(lines),
    map: fit && projectSegments(fit.record.segmentation, countMembers(fit.record, segments)),
    change: before && {
      since: before.since,
      ...compareSegments(before.segments, new Map(customers.map((id, row) => [id, segments[row]!]))),
    },
  };
}

function describeFit({ reason, drift, record }: NonNullable<NightOfSegments['fit']>) {
  const { segmentation: _, ...measured } = record;
  return { reason, drift, ...measured };
}

function countMembers({ segmentation }: SegmentationRecord, segments: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const id of segments) counts.set(id, (counts.get(id) ?? 0) + 1);
  return segmentation.segments.map(({ id }) => counts.get(id) ?? 0);
}

function countOthers(values: ArrayLike<string | null>, known: RegExp): number {
  return Array.from(values).filter((value) => !known.test(value ?? '')).length;
}

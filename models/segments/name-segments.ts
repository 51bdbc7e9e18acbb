import { z } from 'zod';
import { CustomerType, choosePersona, type Personas } from './persona.ts';
import { SegmentProfile } from './profile-segments.ts';
import { computeSegmentFigures } from './segment-figures.ts';
import { EMPTY_SEGMENT, SegmentId } from './segmentation.ts';

/** A segment with its name. */
export const NamedSegment = z.strictObject({
  segment: SegmentId,
  persona: z.string(),
  type: CustomerType,
  name: z.strictObject({ ko: z.string(), en: z.string() }),
  profile: SegmentProfile,
});
/** A segment with its name. */
export type NamedSegment = z.infer<typeof NamedSegment>;

/** Customers without any row may come, but have not: they are greeted, not won back. */
const NEVER_SEEN = {
  persona: 'never-seen',
  type: 'entry',
  name: { ko: '이용 기록 없음', en: 'never seen' },
} as const;

/** Customers who have rows, but none of the year. */
const LONG_GONE = {
  persona: 'long-gone',
  type: 'churn-risk',
  name: { ko: '1년 넘게 이용 없음', en: 'not seen for a year' },
} as const;

/** What a customer without a row in the year is called. @param recencyDays since the last row of all; NaN without */
export function nameAbsent(recencyDays: number): Pick<NamedSegment, 'persona' | 'type' | 'name'> {
  return Number.isNaN(recencyDays) ? NEVER_SEEN : LONG_GONE;
}

/** Names every segment by the personas' rules. Two may have one name; the id tells them apart. */
export function nameSegments(
  profiles: readonly SegmentProfile[],
  everyone: SegmentProfile,
  personas: Personas,
): NamedSegment[] {
  return profiles.map((profile) => {
    const { segment } = profile;
    // Its customers are named one by one; the segment itself after those who were here, if any were.
    if (segment === EMPTY_SEGMENT)
      return { segment, ...nameAbsent(profile.lapsedShare ?? Number.NaN), profile };
    const { id, type, name } = choosePersona(personas, computeSegmentFigures(profile, everyone));
    return { segment, persona: id, type, name, profile };
  });
}

/** What rules may rest on: personas that come back from other customers of the same kind, else the four types. */
export const PersonaUse = z.enum(['rules', 'descriptive-only']);
/** What rules may rest on. */
export type PersonaUse = z.infer<typeof PersonaUse>;

/** Bootstrap ARI from which personas may carry rules. */
export const LEAST_BOOTSTRAP_ARI = 0.6;

/** Below a bootstrap ARI of .6 personas only describe: who is in one would be another with other customers. */
export function judgePersonaUse(bootstrapAri: number): PersonaUse {
  return bootstrapAri >= LEAST_BOOTSTRAP_ARI ? 'rules' : 'descriptive-only';
}

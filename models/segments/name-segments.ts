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

/** Customers without a row may come, but have not: they are greeted, not won back. */
const NEVER_SEEN = {
  persona: 'never-seen',
  type: 'entry',
  name: { ko: '이용 기록 없음', en: 'never seen' },
} as const;

/** Names every segment by the personas' rules. Two may have one name; the id tells them apart. */
export function nameSegments(
  profiles: readonly SegmentProfile[],
  everyone: SegmentProfile,
  personas: Personas,
): NamedSegment[] {
  return profiles.map((profile) => {
    const { segment } = profile;
    if (segment === EMPTY_SEGMENT) return { segment, ...NEVER_SEEN, profile };
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

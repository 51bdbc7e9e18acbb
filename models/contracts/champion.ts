import { z } from 'zod';
import { ArtifactRef } from './artifact.ts';
import { CalendarDay } from './run-input.ts';

/** Whose champion: the pipelines that judge models give each moment of decision one of its own. */
export interface ChampionScope {
  dataset: string;
  pipeline: string;
  decision_point: string;
}

/** A champion as a run goes on from it. */
export const Champion = z.strictObject({
  version: z.int().positive(),
  /** Name of its recipe or learner. */
  name: z.string(),
  /** The whole recipe, where it can be fitted anew. */
  recipe: z.json().nullable(),
  /** Digest of what was judged, before it was fitted on all rows. */
  candidateDigest: z.string(),
  /** What is released. */
  artifact: ArtifactRef,
  /** Everything it learnt from was known by the start of this day. */
  trainedUntil: CalendarDay,
  asOf: CalendarDay,
  /** Last day of a person's approval, by the clock; null where the gate promoted it. */
  approvedUntil: CalendarDay.nullable(),
});
/** A champion as a run goes on from it. */
export type Champion = z.infer<typeof Champion>;

/** What a run found at one decision point when it began; no later step looks it up. */
export const FoundChampion = z.strictObject({
  /** The newest of a day before the as-of: a repeated run of a day is compared with what the first one was. */
  before: Champion.nullable(),
  /** The live one where it is of the very day: from a run before this one, or by a person's word. */
  today: Champion.nullable(),
  /** Where the pointer stood: of two runs that began from one version, the first to move it wins. */
  live: z.strictObject({ version: z.int().positive(), asOf: CalendarDay }).nullable(),
  /** Why a champion that there is cannot be used, such as a file that is gone; null where all is well. */
  refused: z.string().nullable(),
  /** Day by the clock on which it was looked for; null in what a run found before this was asked. */
  on: CalendarDay.nullable().default(null),
});
/** What a run found at one decision point. */
export type FoundChampion = z.infer<typeof FoundChampion>;

/** No model was ever released. */
export const NO_CHAMPION: FoundChampion = { before: null, today: null, live: null, refused: null, on: null };

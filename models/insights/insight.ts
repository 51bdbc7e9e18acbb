import { z } from 'zod';
import { FAMILIES } from './claim.ts';
import { VERDICTS } from './judge-claim.ts';

const Wording = z.strictObject({ ko: z.string(), en: z.string() });

/** What stands behind a verdict besides effect and p. */
export const InsightEvidence = z.strictObject({
  source: z.string(),
  claim: Wording,
  direction: z.enum(['above', 'below', 'within']),
  /** Differences of shares, or ratios less 1. */
  unit: z.enum(['share', 'ratio']),
  /** What the effect is made of; of an untestable claim, nothing. */
  figures: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type InsightEvidence = z.infer<typeof InsightEvidence>;

/** One row of the artifact `insights`: a claim, what was found and what is said of it. Figures are null where not testable. */
export const Insight = z.strictObject({
  claim_id: z.string(),
  family: z.enum(FAMILIES),
  estimand: z.string(),
  test: z.string(),
  n: z.int(),
  effect: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  p: z.number().nullable(),
  q: z.number().nullable(),
  smallest_effect: z.number(),
  verdict: z.enum(VERDICTS),
  sentence_ko: z.string(),
  sentence_en: z.string(),
  /** `InsightEvidence` as JSON. */
  evidence: z.string(),
});
export type Insight = z.infer<typeof Insight>;

/** Columns of the insight row, in their written order. */
export const INSIGHT_COLUMNS = Object.keys(Insight.shape) as ReadonlyArray<keyof Insight>;

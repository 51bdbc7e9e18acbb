import { z } from 'zod';
import { Metrics } from '../../models/contracts/artifact.ts';
import { PIPELINES } from '../../models/contracts/pipeline.ts';
import { Verdict } from '../../models/gates/verdict.ts';
import { PublicationDiff } from '../../models/publishing/publication-diff.ts';

const AbsolutePath = z.string().startsWith('/');

/** What every run prints, whatever came of it. */
const Shared = {
  runId: z.uuid(),
  workflowId: z.string(),
  pipeline: z.enum(PIPELINES),
  outcome: z.enum(['PUBLISHED', 'PARTIAL', 'HELD', 'INSUFFICIENT_DATA', 'DRY_RUN']),
  asOf: z.iso.date(),
  metrics: z.record(z.string(), Metrics),
  gates: z.array(Verdict).min(1),
  report: AbsolutePath,
};
const Publication = z.strictObject({
  publicationId: z.string(),
  version: z.int().positive(),
  rows: z.int().positive(),
  changed: z.boolean(),
  location: AbsolutePath,
  diff: PublicationDiff.nullable(),
  sinks: z.array(
    z.strictObject({
      sink: z.string(),
      state: z.enum(['delivered', 'superseded', 'failed']),
      rows: z.int(),
      location: z.string(),
      error: z.string().optional(),
    }),
  ),
});

/** What `crosslift run --json` prints (design, section 7): these fields and no others. */
export const RunJson = z.strictObject({
  ...Shared,
  artifacts: z.strictObject({
    customers: AbsolutePath,
    segments: AbsolutePath,
    lifetime_value: AbsolutePath,
    next_affiliate: AbsolutePath,
    recommendations: AbsolutePath,
    similar_products: AbsolutePath,
    strategies: AbsolutePath,
    quarantine: AbsolutePath,
  }),
  publication: Publication,
});
export type RunJson = z.infer<typeof RunJson>;

/** The same for the trial pipeline. */
export const TrialJson = z.strictObject({
  ...Shared,
  pipeline: z.literal('trial-conversion'),
  artifacts: z.strictObject({
    features: AbsolutePath,
    insights: AbsolutePath,
    predictions: AbsolutePath,
    reasons: AbsolutePath,
    strategies: AbsolutePath,
    quarantine: AbsolutePath,
  }),
  publication: Publication,
});
export type TrialJson = z.infer<typeof TrialJson>;

/** A trial run of which nothing may be used. */
export const HeldTrialJson = z.strictObject({
  ...TrialJson.shape,
  outcome: z.enum(['HELD', 'INSUFFICIENT_DATA']),
  artifacts: z.strictObject({
    features: AbsolutePath,
    insights: AbsolutePath,
    quarantine: AbsolutePath,
  }),
  publication: z.null(),
});
export type HeldTrialJson = z.infer<typeof HeldTrialJson>;

/** The same for a question of a company's own. */
export const QuestionJson = z.strictObject({
  ...Shared,
  pipeline: z.literal('propensity'),
  artifacts: z.strictObject({
    features: AbsolutePath,
    predictions: AbsolutePath,
    scores: AbsolutePath.optional(),
  }),
  publication: z.null(),
});
export type QuestionJson = z.infer<typeof QuestionJson>;

const StepJson = z.object({
  step: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  effect: z.enum(['pure', 'decision', 'external']),
  key: z.string(),
  reused: z.boolean(),
  rows: z.int(),
  attempt: z.int(),
  peak_rss_mb: z.int(),
  artifacts: z.record(z.string(), z.object({ digest: z.string() })),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime(),
});
export type StepJson = z.infer<typeof StepJson>;

/** The part of `crosslift status <run> --json` that tests and measurements read. */
export const StatusJson = z.object({
  run_id: z.uuid(),
  outcome: z.string(),
  steps: z.array(StepJson).min(1),
});
export type StatusJson = z.infer<typeof StatusJson>;

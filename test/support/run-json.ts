import { z } from 'zod';
import { Metrics } from '../../models/contracts/artifact.ts';
import { PIPELINES } from '../../models/contracts/run.ts';
import { Verdict } from '../../models/gates/verdict.ts';

const AbsolutePath = z.string().startsWith('/');

/** What `crosslift run --json` prints (design, section 7): these fields and no others. */
export const RunJson = z.strictObject({
  runId: z.uuid(),
  workflowId: z.string(),
  pipeline: z.enum(PIPELINES),
  outcome: z.enum(['PUBLISHED', 'PARTIAL', 'HELD', 'INSUFFICIENT_DATA', 'DRY_RUN']),
  asOf: z.iso.date(),
  artifacts: z.strictObject({
    customers: AbsolutePath,
    next_affiliate: AbsolutePath,
    strategies: AbsolutePath,
    quarantine: AbsolutePath,
  }),
  metrics: z.record(z.string(), Metrics),
  gates: z.array(Verdict).min(1),
  publication: z.strictObject({
    publicationId: z.string(),
    version: z.int().positive(),
    rows: z.int().positive(),
    changed: z.boolean(),
    location: AbsolutePath,
  }),
  report: AbsolutePath,
});
export type RunJson = z.infer<typeof RunJson>;

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

import { z } from 'zod';
import { ArtifactRef, Metrics } from './artifact.ts';

/** What stands beside a step's committed files: where they came from and how to check them. */
export const Manifest = z.strictObject({
  step: z.string(),
  key: z.string(),
  /** The parts the key was computed from; `why step` compares them. */
  parts: z.strictObject({
    step: z.string(),
    code: z.string(),
    params: z.unknown(),
    libraries: z.record(z.string(), z.string()),
    inputs: z.record(z.string(), z.string()),
    force: z.string().optional(),
  }),
  artifacts: z.record(
    z.string(),
    ArtifactRef.extend({
      bytes: z.int().nonnegative(),
      /** Type by column, of a table. */
      schema: z.record(z.string(), z.string()).optional(),
    }),
  ),
  rows: z.int().nonnegative(),
  metrics: Metrics,
  value: z.unknown(),
  temporal: z.strictObject({
    workflowId: z.string(),
    runId: z.string(),
    activityId: z.string(),
    attempt: z.int(),
  }),
  startedAt: z.iso.datetime(),
  millis: z.number().nonnegative(),
});
export type Manifest = z.infer<typeof Manifest>;

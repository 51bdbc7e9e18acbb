import { z } from 'zod';
import { BUSINESS_CASES, type BusinessCase } from './pipeline.ts';
import type { RunOutcome } from './run.ts';
import { DatasetName, RunInput } from './run-input.ts';
import { strictInput } from './strict-input.ts';

/** What a schedule starts every night; all of it optional, so that a night can be started from the Temporal UI, too. */
export const NightInput = strictInput({
  /** Of this dataset only; default: every dataset of the configuration, on the embedded stack without one the samples. */
  dataset: DatasetName.optional(),
  /** Of these pipelines only. */
  pipelines: z.array(z.enum(BUSINESS_CASES)).min(1).optional(),
  /** Do everything but publish. */
  dryRun: z.boolean().optional(),
  /** Overrides of the policy, for every run. */
  set: RunInput.shape.set,
});
export type NightInput = z.infer<typeof NightInput>;

/** One run of a night. */
export interface NightRun {
  pipeline: BusinessCase;
  dataset: string;
  workflowId: string;
  input: RunInput;
}

/** What a night is made of, fixed at its start. */
export interface NightPlan {
  /** Local date of the scheduled time. */
  date: string;
  runs: NightRun[];
}

/** How one run of a night ended; `UNDER_WAY`: somebody else's run of that name goes on. */
export interface NightEnding extends Pick<NightRun, 'pipeline' | 'dataset' | 'workflowId'> {
  outcome: RunOutcome | 'FAILED' | 'UNDER_WAY';
  error: string | null;
}

/** What came of a night. */
export interface NightSummary {
  date: string;
  runs: NightEnding[];
}

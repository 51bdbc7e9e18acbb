import type { PipelineName } from '../models/contracts/pipeline.ts';
import type { RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { endRun, type RunRow } from '../platform/postgres/run-log.ts';
import type { StepServices } from '../platform/steps/services.ts';

/** How a run ended, for whoever asks later. */
export interface RunEnding {
  runId: string;
  workflowId: string;
  pipeline: PipelineName;
  /** Null where the run ended before its input was resolved. */
  dataset: string | null;
  asOf: string | null;
  input: RunInput;
  state: Exclude<RunRow['state'], 'running'>;
  outcome: string | null;
  result: RunResult | null;
  error: string | null;
}

/** Write the end of a run into PostgreSQL; repeating it changes nothing. */
export const recordOutcome =
  ({ database }: StepServices) =>
  async ({ runId, workflowId, asOf, ...ending }: RunEnding): Promise<void> => {
    await endRun(database, { run_id: runId, workflow_id: workflowId, as_of: asOf, ...ending });
  };

import type { RunResult } from '../models/contracts/run.ts';
import { endRun, type RunRow } from '../platform/postgres/run-log.ts';
import type { StepServices } from '../platform/steps/services.ts';

/** How a run ended, for whoever asks later. */
export interface RunEnding {
  runId: string;
  state: Exclude<RunRow['state'], 'running'>;
  outcome: string | null;
  result: RunResult | null;
  error: string | null;
}

/** Write the end of a run into PostgreSQL; repeating it changes nothing. */
export const recordOutcome =
  ({ database }: StepServices) =>
  async ({ runId, ...ending }: RunEnding): Promise<void> => {
    await endRun(database, { run_id: runId, ...ending });
  };

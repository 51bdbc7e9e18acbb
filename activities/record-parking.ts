import type { StepEffect } from '../models/contracts/step.ts';
import { parkStep } from '../platform/postgres/parked-steps.ts';
import { insertRun } from '../platform/postgres/run-log.ts';
import type { StepServices } from '../platform/steps/services.ts';
import type { RunEnding } from './record-outcome.ts';

/** A step that used up its retries, and until when it waits for a person. */
export interface Parking {
  /** The run; where its very first step waits, nothing has recorded it yet. */
  run: Pick<RunEnding, 'runId' | 'workflowId' | 'pipeline' | 'dataset' | 'asOf' | 'input'>;
  step: string;
  effect: StepEffect;
  error: string;
  /** ISO time at which the run gives up. */
  until: string;
}

/** Write into PostgreSQL that a step waits; repeating it changes nothing. */
export const recordParking =
  ({ database }: StepServices) =>
  async ({ run, step, effect, error, until }: Parking): Promise<void> => {
    const { runId, workflowId, pipeline, dataset, asOf, input } = run;
    await insertRun(database, {
      run_id: runId,
      workflow_id: workflowId,
      pipeline,
      dataset,
      as_of: asOf,
      input,
    });
    await parkStep(database, { run_id: runId, step, effect, error, parked_until: until });
  };

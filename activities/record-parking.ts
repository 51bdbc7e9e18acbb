import type { StepEffect } from '../models/contracts/step.ts';
import { parkStep } from '../platform/postgres/parked-steps.ts';
import type { StepServices } from '../platform/steps/services.ts';

/** A step that used up its retries, and until when it waits for a person. */
export interface Parking {
  runId: string;
  step: string;
  effect: StepEffect;
  error: string;
  /** ISO time at which the run gives up. */
  until: string;
}

/** Write into PostgreSQL that a step waits; repeating it changes nothing. */
export const recordParking =
  ({ database }: StepServices) =>
  async ({ runId, step, effect, error, until }: Parking): Promise<void> => {
    await parkStep(database, { run_id: runId, step, effect, error, parked_until: until });
  };

import type { StepDecision } from '../models/contracts/step-decision.ts';
import { decideStep } from '../platform/postgres/parked-steps.ts';
import type { StepServices } from '../platform/steps/services.ts';

/** Write into PostgreSQL what a person decided about a parked step, before it goes on by it. */
export const recordStepDecision =
  ({ database }: StepServices) =>
  async ({ runId, ...decision }: Required<StepDecision> & { runId: string }): Promise<void> => {
    await decideStep(database, { run_id: runId, ...decision });
  };

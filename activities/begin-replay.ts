import { z } from 'zod';
import type { PipelineName } from '../models/contracts/pipeline.ts';
import type { RunContext } from '../models/contracts/run.ts';
import { Replay, RunInput } from '../models/contracts/run-input.ts';
import type { StepResult } from '../models/contracts/step.ts';
import type { ReplayStep } from '../models/replay/plan-replay.ts';
import { UsageError } from '../platform/errors.ts';
import { findRun, insertRun, type RunRow } from '../platform/postgres/run-log.ts';
import { copySteps } from '../platform/postgres/step-results.ts';
import { readRecorded } from '../platform/replay/read-recorded.ts';
import type { StepServices } from '../platform/steps/services.ts';
import { toFailure } from '../platform/steps/to-failure.ts';

/** What a replay is started with: where from, and how to go on; everything else is the origin's. */
const ReplayInput = RunInput.pick({ dryRun: true, onFailure: true, parkUntil: true }).extend({
  replay: Replay,
});

/** A run that was asked to replay another. */
export interface ReplayCall {
  runId: string;
  workflowId: string;
  pipeline: PipelineName;
  input: unknown;
  dag: ReplayStep[];
}

/** What the run goes on from. */
export interface BegunReplay {
  /** The origin's input, for a replay from the very first step. */
  input: RunInput;
  /** Results that are taken over, by step. */
  recorded: Record<string, StepResult>;
  /** Part of the keys of the named step and all after it: they run even where nothing has changed. */
  force: { token: string; steps: string[] };
}

/** Link a run to the one that it replays, and give it the results that are taken over; repeating it changes nothing. */
export const beginReplay =
  ({ database, store }: StepServices) =>
  async ({ runId, workflowId, pipeline, input, dag }: ReplayCall): Promise<BegunReplay> => {
    try {
      const { replay, ...changes } = parseInput(input);
      const origin = await findRun(database, replay.run);
      requireEnded(origin, pipeline);
      const plan = await readRecorded({ database, store }, { run: origin, from: replay.from, dag });
      await insertRun(database, {
        ...{ run_id: runId, workflow_id: workflowId, pipeline, input },
        ...{ dataset: origin.dataset, as_of: origin.as_of },
        ...{ origin_run_id: origin.run_id, origin_step: replay.from },
      });
      await copySteps(database, { from: origin.run_id, to: runId }, plan.reused);
      const { replay: _, ...originInput } = origin.input as RunInput;
      const first = dag[0]?.name ?? '';
      const context = plan.recorded[first];
      if (context !== undefined && changes.dryRun !== undefined) {
        const value = { ...(context.value as RunContext), dryRun: changes.dryRun };
        plan.recorded[first] = { ...context, value };
      }
      const asOf = origin.as_of === null ? {} : { asOf: origin.as_of };
      return {
        input: { ...originInput, ...asOf, ...changes },
        recorded: plan.recorded,
        force: {
          token: `replay ${runId}`,
          steps: plan.rerun.filter(({ reason }) => reason === 'after').map(({ step }) => step),
        },
      };
    } catch (error) {
      throw toFailure(error);
    }
  };

function parseInput(input: unknown) {
  const parsed = ReplayInput.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new UsageError(
    `a replay takes replay, dryRun, onFailure and parkUntil, and the rest from its origin:\n${z.prettifyError(parsed.error)}`,
  );
}

function requireEnded({ run_id, pipeline, state }: RunRow, expected: PipelineName): void {
  if (pipeline !== expected) throw new UsageError(`run ${run_id} is of ${pipeline} (expected ${expected})`);
  if (state === 'running')
    throw new UsageError(
      `run ${run_id} is under way: let it end, or decide about its step (crosslift status ${run_id.slice(0, 8)})`,
    );
}

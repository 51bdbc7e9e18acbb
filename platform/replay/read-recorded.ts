import type { StepResult } from '../../models/contracts/step.ts';
import { planReplay, type ReplayPlan, type ReplayStep } from '../../models/replay/plan-replay.ts';
import { messageOf, UsageError } from '../errors.ts';
import type { Queryable } from '../postgres/database.ts';
import type { RunRow } from '../postgres/run-log.ts';
import { listStepResults } from '../postgres/step-results.ts';
import type { ArtifactStore } from '../store/artifact-store.ts';

/** What a replay does again, and the results that it takes over. */
export interface RecordedPlan extends ReplayPlan {
  recorded: Record<string, StepResult>;
}

/**
 * Plan the replay of a run from a step on: an artifact whose bytes are gone or damaged is made again, with all that read it.
 * @throws UsageError when the DAG has no such step
 */
export async function readRecorded(
  { database, store }: { database: Queryable; store: Pick<ArtifactStore, 'find'> },
  { run, from, dag }: { run: Pick<RunRow, 'run_id' | 'state'>; from: string; dag: readonly ReplayStep[] },
): Promise<RecordedPlan> {
  const results = await listStepResults(database, run.run_id);
  const steps = new Map(results.map((step) => [step.result.step, step]));
  const damaged = new Set<string>();
  const plan = () => {
    try {
      const finished = run.state === 'finished';
      return planReplay(dag, from, { finished, recorded: new Set(steps.keys()), damaged });
    } catch (error) {
      throw new UsageError(messageOf(error));
    }
  };
  for (const name of plan().reused) {
    const { result, effect } = steps.get(name)!;
    if (effect === 'pure' && (await store.find(name, result.key)) === undefined) damaged.add(name);
  }
  const { reused, rerun } = plan();
  const recorded = Object.fromEntries(reused.map((name) => [name, steps.get(name)!.result]));
  return { reused, rerun, recorded };
}

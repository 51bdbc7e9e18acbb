import { defineSearchAttributeKey, SearchAttributeType, TemporalFailure } from '@temporalio/common';
import {
  ApplicationFailure,
  CancellationScope,
  defineQuery,
  isCancellation,
  setHandler,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { BegunReplay } from '../activities/begin-replay.ts';
import type { RunEnding } from '../activities/record-outcome.ts';
import type { Metrics } from '../models/contracts/artifact.ts';
import type { AnyRunContext, RunOutcome, RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { type Dag, DagRun, type PlannedStep } from './dag.ts';
import { describeParked, parkFailures } from './park-failures.ts';
import { proxyControl } from './proxy-control.ts';
import { rootMessage } from './root-message.ts';
import { type DagName, dagOf, QUERIES } from './steps.ts';

const PIPELINE = defineSearchAttributeKey('CrossliftPipeline', SearchAttributeType.KEYWORD);
const DATASET = defineSearchAttributeKey('CrossliftDataset', SearchAttributeType.KEYWORD);
const AS_OF = defineSearchAttributeKey('CrossliftAsOf', SearchAttributeType.KEYWORD);
const OUTCOME = defineSearchAttributeKey('CrossliftOutcome', SearchAttributeType.KEYWORD);

const { beginReplay, describeCode, recordOutcome } = proxyControl('sql');

const dagQuery = defineQuery<string>(QUERIES.dag);
const metricsQuery = defineQuery<Record<string, Metrics>>(QUERIES.metrics);
const planQuery = defineQuery<PlannedStep[]>(QUERIES.plan);

/** What a pipeline's own steps came to. */
export type PipelineOutcome = Pick<
  RunResult,
  'artifacts' | 'metrics' | 'gates' | 'publication' | 'report'
> & {
  outcome: RunOutcome;
};

/**
 * Frame of every pipeline: fix the input, name the run for whoever looks at the Temporal UI, carry out
 * the pipeline's steps, and record how it ended.
 * @param given what was started with; nothing stands for no wishes
 * @param name registry of its steps, where it is not the pipeline's own
 */
export async function runPipeline<Context extends AnyRunContext>(
  pipeline: Context['pipeline'],
  given: RunInput | null | undefined,
  carryOut: (run: Context, steps: Dag) => Promise<PipelineOutcome>,
  name: DagName = pipeline,
): Promise<RunResult> {
  const { runId, workflowId } = workflowInfo();
  // A form of the Temporal UI that is left empty gives nothing, or null: the first step then says what is needed.
  const input = given ?? {};
  const identity = { runId, workflowId, pipeline, input };
  let known: Pick<Context, 'dataset' | 'asOf'> | null = null;
  const identify = () => {
    const { dataset = input.dataset ?? null, asOf = null } = known ?? {};
    return { ...identity, dataset, asOf };
  };
  const desk = parkFailures({
    ...{ input, identify },
    onParked(steps) {
      for (const { name: step } of steps) dag.park(step);
      dag.note(steps.map(describeParked));
      upsertSearchAttributes([{ key: OUTCOME, value: 'PARKED' }]);
    },
    onTold(card, steps) {
      dag.note(steps.length === 0 ? [] : [`\`\`\`\n${card}\n\`\`\``, ...steps.map(describeParked)]);
    },
    onDecided(steps) {
      dag.note(steps.map(describeParked));
      if (steps.length === 0) upsertSearchAttributes([{ key: OUTCOME, value: null }]);
    },
  });
  const dag: DagRun = new DagRun({
    ...{ dag: name, pipeline, force: input.force },
    async onFailure(entry, error) {
      const action = await desk.onFailure(entry, error);
      // What was mended may be another build of the step.
      if (action === 'retry' && known !== null) dag.nameRun(known, await describeCode());
      return action;
    },
  });
  setHandler(dagQuery, () => dag.describe());
  setHandler(metricsQuery, () => dag.listMetrics());
  setHandler(planQuery, () => dag.listPlan());
  try {
    const origin = await beginAgain();
    const [run, code] = await Promise.all([
      dag.resolve<Context>({ pipeline, input: origin?.input ?? input }),
      describeCode(),
    ]);
    known = run;
    dag.nameRun(run, code);
    upsertSearchAttributes([
      { key: PIPELINE, value: pipeline },
      { key: DATASET, value: run.dataset },
      { key: AS_OF, value: run.asOf },
    ]);
    const { outcome, ...rest } = await carryOut(run, dag.steps);
    const result: RunResult = { runId, workflowId, pipeline, outcome, asOf: run.asOf, ...rest };
    upsertSearchAttributes([{ key: OUTCOME, value: outcome }]);
    upsertMemo({ dag: dag.listStates(), outcome });
    await recordEnd({ state: 'finished', outcome, result, error: null });
    return result;
  } catch (error) {
    const state = isCancellation(error) ? 'cancelled' : 'failed';
    await CancellationScope.nonCancellable(() =>
      recordEnd({ state, outcome: null, result: null, error: rootMessage(error) }),
    );
    upsertMemo({ dag: dag.listStates(), outcome: state });
    // A plain error would only fail the workflow task, which is then tried again for ever.
    throw error instanceof TemporalFailure ? error : ApplicationFailure.nonRetryable(rootMessage(error));
  }

  /** A replay is given its origin's results before anything else. */
  async function beginAgain(): Promise<BegunReplay | null> {
    if (input.replay === undefined) return null;
    const begun = await beginReplay({ ...identity, dag: dagOf(name) });
    dag.replay(begun);
    return begun;
  }

  function recordEnd(ending: Pick<RunEnding, 'state' | 'outcome' | 'result' | 'error'>): Promise<void> {
    return recordOutcome({ ...identify(), ...ending });
  }
}

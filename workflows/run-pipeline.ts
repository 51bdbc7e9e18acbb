import { defineSearchAttributeKey, SearchAttributeType, TemporalFailure } from '@temporalio/common';
import {
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  proxyActivities,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { AnyRunContext, RunOutcome, RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { type Dag, DagRun } from './dag.ts';
import { rootMessage } from './root-message.ts';
import { type DagName, queueOf } from './steps.ts';

const PIPELINE = defineSearchAttributeKey('CrossliftPipeline', SearchAttributeType.KEYWORD);
const DATASET = defineSearchAttributeKey('CrossliftDataset', SearchAttributeType.KEYWORD);
const AS_OF = defineSearchAttributeKey('CrossliftAsOf', SearchAttributeType.KEYWORD);
const OUTCOME = defineSearchAttributeKey('CrossliftOutcome', SearchAttributeType.KEYWORD);

const { describeCode, recordOutcome } = proxyActivities<Activities>({
  taskQueue: queueOf('sql'),
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 20, maximumInterval: '30 seconds' },
});

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
  const dag = new DagRun({ dag: name, pipeline, force: input.force });
  try {
    const [run, code] = await Promise.all([dag.resolve<Context>({ pipeline, input }), describeCode()]);
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
    await recordOutcome({ ...identity, state: 'finished', outcome, result, error: null });
    return result;
  } catch (error) {
    const state = isCancellation(error) ? 'cancelled' : 'failed';
    await CancellationScope.nonCancellable(() =>
      recordOutcome({ ...identity, state, outcome: null, result: null, error: rootMessage(error) }),
    );
    upsertMemo({ dag: dag.listStates(), outcome: state });
    // A plain error would only fail the workflow task, which is then tried again for ever.
    throw error instanceof TemporalFailure ? error : ApplicationFailure.nonRetryable(rootMessage(error));
  }
}

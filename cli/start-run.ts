import { type Client, WorkflowExecutionAlreadyStartedError, type WorkflowHandle } from '@temporalio/client';
import { canonicalJson, digestText } from '../models/artifact-key.ts';
import type { PropensityInput } from '../models/contracts/propensity-input.ts';
import type { RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { UsageError } from '../platform/errors.ts';
import { type DagName, TASK_QUEUE, WORKFLOW_TYPES } from '../workflows/steps.ts';

/** A run that was asked for: what and as of when. */
export interface RunRequest {
  dag: DagName;
  dataset: string;
  asOf: string;
  input: RunInput | PropensityInput;
}

/**
 * Readable id of a run: pipeline, dataset and day; settings that change the result, and a question's columns, add a
 * digest, so that other runs do not stand in its way.
 */
export function workflowIdOf({ dag, dataset, asOf, input }: RunRequest): string {
  const { seed, set, dryRun, force } = input;
  const question = 'label' in input ? { id: input.id, label: input.label, time: input.time } : {};
  const settings = canonicalJson({ seed, set, dryRun, force, ...question });
  return [dag, dataset, asOf, ...(settings === '{}' ? [] : [digestText(settings).slice(0, 6)])].join('/');
}

/**
 * Start the run, or join it where the same one is under way.
 * @throws UsageError when another source is being run under the same dataset name
 */
export async function startRun(
  client: Client,
  request: RunRequest,
): Promise<{ handle: WorkflowHandle<() => Promise<RunResult>>; joined: boolean; runId: string }> {
  const workflowId = workflowIdOf(request);
  const inputDigest = digestText(canonicalJson(request.input));
  try {
    const handle = await client.workflow.start<() => Promise<RunResult>>(WORKFLOW_TYPES[request.dag], {
      workflowId,
      taskQueue: TASK_QUEUE,
      args: [request.input] as never,
      memo: { inputDigest },
      staticSummary: `${request.dag} of ${request.dataset} as of ${request.asOf}`,
    });
    return { handle, joined: false, runId: handle.firstExecutionRunId };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const handle = client.workflow.getHandle<() => Promise<RunResult>>(workflowId);
    const { memo, runId } = await handle.describe();
    if (memo?.inputDigest !== inputDigest) {
      throw new UsageError(
        `${workflowId} is under way for another source; give this one a name of its own: --dataset NAME`,
      );
    }
    return { handle, joined: true, runId };
  }
}

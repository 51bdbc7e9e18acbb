import type { Client, WorkflowHandle } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { RunResult } from '../models/contracts/run.ts';
import { abortCalls } from '../platform/temporal/abort-calls.ts';

const { HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT } = proto.temporal.api.enums.v1.HistoryEventFilterType;

/** A run under way. */
export interface RunHandle<Result = RunResult> {
  handle: WorkflowHandle<() => Promise<Result>>;
  runId: string;
}

/**
 * Wait for a run's result, however long that takes, or until `signal` is aborted: the server may be stopping, and calls
 * to it would be tried again and again. The server answers a poll after 20 s even if the run goes on, so its end is
 * awaited in calls of our own, each with a signal of its own: those of `handle.result()` would share one.
 */
export async function awaitResult<Result = RunResult>(
  client: Client,
  { handle, runId }: RunHandle<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const poll = {
    namespace: client.options.namespace,
    execution: { workflowId: handle.workflowId, runId },
    skipArchival: true,
    waitNewEvent: true,
    historyEventFilterType: HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT,
  };
  let nextPageToken: Uint8Array | null = null;
  for (let isClosed = false; !isClosed; ) {
    const answer = await abortCalls(client.connection, signal, () =>
      client.workflowService.getWorkflowExecutionHistory({ ...poll, nextPageToken }),
    );
    isClosed = (answer.history?.events?.length ?? 0) > 0;
    nextPageToken = answer.nextPageToken ?? null;
  }
  return abortCalls(client.connection, signal, () => handle.result());
}

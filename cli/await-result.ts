import { type Client, isGrpcDeadlineError, type WorkflowHandle } from '@temporalio/client';
import type { RunResult } from '../models/contracts/run.ts';
import { abortCalls } from '../platform/temporal/abort-calls.ts';

/** A few of the server's long polls, which it answers after 20 s each when nothing has happened. */
const ROUND_MILLIS = 60_000;

/**
 * Wait for a run's result, however long that takes, or until `signal` is aborted: the server may be stopping, and calls
 * to it would be tried again and again. It is asked in rounds, since the calls of a round are held until its end.
 */
export async function awaitResult(
  client: Client,
  handle: WorkflowHandle<() => Promise<RunResult>>,
  { signal, roundMillis = ROUND_MILLIS }: { signal: AbortSignal; roundMillis?: number },
): Promise<RunResult> {
  for (;;) {
    try {
      return await abortCalls(client.connection, signal, () =>
        client.connection.withDeadline(Date.now() + roundMillis, () => handle.result()),
      );
    } catch (error) {
      if (signal.aborted || !isGrpcDeadlineError(error)) throw error;
    }
  }
}

import type { ConnectionLike } from '@temporalio/client';

/**
 * Do `work`, whose calls to the server end when `signal` is aborted. The SDK puts a listener on a signal for every call
 * and takes none away: its calls get a signal that is gone with the work, lest those of a long run pile up.
 */
export async function abortCalls<Result>(
  connection: ConnectionLike,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const ours = new AbortController();
  const abort = () => ours.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await connection.withAbortSignal(ours.signal, work);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

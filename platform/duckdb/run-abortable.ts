import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * Run one query of this connection so that `signal` ends it.
 * @throws an Error named `AbortError` when the signal fired before or during the query
 */
export async function runAbortable<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  query: () => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw abortError(signal);
  let repeat: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    // An interrupt that arrives between two statements of one call is forgotten by DuckDB: insist.
    repeat ??= setInterval(interrupt, 20);
  };
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    return await query();
  } catch (error) {
    throw signal?.aborted ? abortError(signal) : error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    clearInterval(repeat);
  }
}

function abortError(signal: AbortSignal): Error {
  const error = new Error('the query was cancelled', { cause: signal.reason });
  error.name = 'AbortError';
  return error;
}

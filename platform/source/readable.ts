import { messageOf } from '../errors.ts';
import { FileFault } from './source-problem.ts';

/** What DuckDB cannot read is the file's fault; cancellation passes unchanged. */
export async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileFault || (error instanceof Error && error.name === 'AbortError')) throw error;
    const [reason] = messageOf(error).split('\n');
    throw new FileFault(`cannot be read: ${reason} (copy or export it again)`);
  }
}

import type { Backend } from './open-backend.ts';
import { provideWorker } from './provide-worker.ts';

/** Do what needs a worker, with one of our own from the moment at which nobody else's is there. */
export async function withWorker<Result>(
  { leases }: Pick<Backend, 'leases'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const worker = provideWorker(leases, () => {});
  try {
    return await Promise.race([work(), worker.failed]);
  } finally {
    await worker.stop();
  }
}

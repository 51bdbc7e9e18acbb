import { setTimeout as delay } from 'node:timers/promises';
import type { Lease } from '../platform/stack/protocol.ts';
import { type OwnWorker, spawnWorker } from './spawn-worker.ts';

const LOOK_MILLIS = 1_000;

/** What leases of workers that do every step are held for. */
export const WORKER_LEASE = 'worker';

/**
 * A worker of our own from the moment at which nobody else's is there: another command's may end with it,
 * at any time.
 * @param leases who holds the stack now
 * @param onRestart told why our worker was started again
 */
export function provideWorker(
  leases: () => Promise<Lease[]>,
  onRestart: (reason: string) => void,
): OwnWorker {
  const stopping = new AbortController();
  let own: OwnWorker | undefined;
  const provide = async (): Promise<never> => {
    while ((await leases()).some(({ role }) => role === WORKER_LEASE))
      await delay(LOOK_MILLIS, undefined, { signal: stopping.signal });
    stopping.signal.throwIfAborted();
    own = spawnWorker(onRestart);
    return own.failed;
  };
  const failed = provide();
  failed.catch(() => {});
  return {
    failed,
    async stop() {
      stopping.abort();
      await own?.stop();
    },
  };
}

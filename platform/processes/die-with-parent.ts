import { setParentDeathSignal } from './libc.ts';

const POLL_MS = 500;

/**
 * Ends this process when its parent ends, whatever ends the parent (SIGKILL too), even while native code blocks
 * the event loop. Elsewhere than on Linux the parent is polled instead, which needs a free event loop.
 * @param signal what a Linux kernel sends to this process.
 * @param parentPid who must be alive; pass the pid that the parent wrote down when it may already be gone.
 */
export function dieWithParent(signal: NodeJS.Signals = 'SIGKILL', parentPid: number = process.ppid): void {
  const endWithoutParent = () => {
    if (process.ppid !== parentPid) process.kill(process.pid, signal);
  };
  if (process.platform === 'linux') setParentDeathSignal(signal);
  else setInterval(endWithoutParent, POLL_MS).unref();
  // A parent that died before this line can no longer send anything.
  endWithoutParent();
}

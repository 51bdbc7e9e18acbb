import { closeSync, openSync } from 'node:fs';
import { lockFd } from './libc.ts';
import { poll } from './poll.ts';

/**
 * A share in the lock of a file. Children that inherit `fd` hold the same lock: it is free only when every holder
 * has closed it or died, so a free lock proves that none of them is alive.
 */
export interface FileLock {
  readonly fd: number;
  /** Gives up this process's share. */
  close(): void;
}

/** Locks a file (made when absent, never removed), or gives undefined when another process holds it. */
export function tryLockFile(path: string): FileLock | undefined {
  const fd = openSync(path, 'a', 0o600);
  try {
    if (lockFd(fd)) return { fd, close: () => closeSync(fd) };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  closeSync(fd);
  return undefined;
}

/** Waits up to `timeoutMs` for the lock of a file. */
export async function waitForLock(path: string, timeoutMs: number): Promise<FileLock> {
  const lock = await poll(() => tryLockFile(path), timeoutMs);
  if (lock) return lock;
  throw new Error(
    `${path} is still locked after ${timeoutMs / 1000} s: end the process that holds it (fuser ${path})`,
  );
}

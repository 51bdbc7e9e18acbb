import { constants } from 'node:os';
import koffi from 'koffi';

const LOCK_EX = 2;
const LOCK_NB = 4;
const PR_SET_PDEATHSIG = 1;

/** The C library that Node itself is linked with, so that no file name differs between systems. */
const libc = koffi.load(null);
const flock = libc.func('int flock(int fd, int operation)');

/**
 * Takes the exclusive `flock` of an open file without waiting.
 * @returns false when another open file description holds it.
 */
export function lockFd(fd: number): boolean {
  if (flock(fd, LOCK_EX | LOCK_NB) === 0) return true;
  const code = koffi.errno();
  if (code === constants.errno.EWOULDBLOCK) return false;
  throw new Error(`cannot lock file descriptor ${fd}: errno ${code} (expected a file on a disk with flock)`);
}

/** Asks the Linux kernel to send `signal` to this process when the thread that started it ends. */
export function setParentDeathSignal(signal: NodeJS.Signals): void {
  const prctl = libc.func(
    'int prctl(int option, unsigned long, unsigned long, unsigned long, unsigned long)',
  );
  if (prctl(PR_SET_PDEATHSIG, constants.signals[signal], 0, 0, 0) === 0) return;
  throw new Error(`cannot bind this process to its parent by ${signal}: errno ${koffi.errno()}`);
}

import type { ChildProcess } from 'node:child_process';
import { readMemoryMb } from './process-memory.ts';

const WATCH_MS = 200;

/** A running watch over a child's resident memory. */
export interface MemoryWatch {
  /** What the child used when it was killed for passing the limit. */
  readonly overLimitMb: number | undefined;
  stop(): void;
}

/** Kills the child once it uses more than the limit; without a limit, or without /proc, it never does. */
export function watchMemory(child: ChildProcess, limitMb: number | undefined): MemoryWatch {
  let overLimitMb: number | undefined;
  const check = () => {
    const usedMb = child.pid === undefined ? undefined : readMemoryMb(child.pid, 'VmRSS');
    if (usedMb === undefined || usedMb <= limitMb!) return;
    overLimitMb ??= usedMb;
    child.kill('SIGKILL');
  };
  const timer = limitMb === undefined ? undefined : setInterval(check, WATCH_MS);
  return {
    get overLimitMb() {
      return overLimitMb;
    },
    stop: () => clearInterval(timer),
  };
}

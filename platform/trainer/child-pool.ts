import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readMemoryMb } from './process-memory.ts';
import { LEAVE } from './trainer-messages.ts';

const CHILD = fileURLToPath(new URL('./trainer-child.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** One thread each: results then repeat bit for bit, and several children share the cores instead of fighting. */
export const SINGLE_THREADED = {
  OMP_NUM_THREADS: '1',
  TF_NUM_INTRAOP_THREADS: '1',
  TF_NUM_INTEROP_THREADS: '1',
  UV_THREADPOOL_SIZE: '4',
  TF_CPP_MIN_LOG_LEVEL: '3',
};

/** How long a child waits for its next task: the steps of a run follow each other at once. */
const IDLE_MS = 5_000;
/** A child that still holds more than this after its task goes: the next one starts with what it needs. */
const MOST_IDLE_MB = 1_024;

interface IdleChild {
  readonly child: ChildProcess;
  readonly memoryLimitMb: number | undefined;
  /** Stops waiting: it ends the child, or hands it to a task. */
  leave(): void;
}

/** A process has one pool: what waits in it costs memory, wherever it came from. */
const waiting = new Set<IdleChild>();

/**
 * A child that waits for a task: one that has done a task already, or a new one. To open TensorFlow and the tree
 * libraries takes two seconds of processor time, which for most tasks is more than the task.
 */
export function takeChild(memoryLimitMb: number | undefined): ChildProcess {
  // The newest has what it needs in memory still.
  for (const idle of [...waiting].reverse()) {
    if (idle.memoryLimitMb !== memoryLimitMb || !idle.child.connected) continue;
    idle.leave();
    holdProcess(idle.child, true);
    return idle.child;
  }
  return fork(CHILD, [String(process.pid)], {
    execArgv: ['--import', TSX, ...(memoryLimitMb ? [`--max-old-space-size=${memoryLimitMb}`] : [])],
    env: { ...process.env, ...SINGLE_THREADED },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/** Takes back a child whose task ended well; it ends when no other task comes, and keeps nobody from ending. */
export function returnChild(child: ChildProcess, memoryLimitMb: number | undefined): void {
  const heldMb = child.pid === undefined ? undefined : readMemoryMb(child.pid, 'VmRSS');
  if (heldMb !== undefined && heldMb > MOST_IDLE_MB) {
    endChild(child);
    return;
  }
  holdProcess(child, false);
  const end = () => {
    idle.leave();
    endChild(child);
  };
  const timer = setTimeout(end, IDLE_MS).unref();
  const idle: IdleChild = {
    child,
    memoryLimitMb,
    leave() {
      clearTimeout(timer);
      child.off('exit', idle.leave);
      waiting.delete(idle);
    },
  };
  child.once('exit', idle.leave);
  waiting.add(idle);
}

function endChild(child: ChildProcess): void {
  // One that is gone by now needs no word.
  if (child.connected) child.send(LEAVE, () => {});
}

/** Whether this process waits for the child: for one at work it does, for one that waits it need not. */
function holdProcess(child: ChildProcess, isHeld: boolean): void {
  const stderr = child.stderr as (ChildProcess['stderr'] & { ref?(): void; unref?(): void }) | null;
  for (const handle of [child, child.channel, stderr]) {
    if (isHeld) handle?.ref?.();
    else handle?.unref?.();
  }
}

import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { returnChild, takeChild } from './child-pool.ts';
import { assertJson, type Json } from './json.ts';
import { superviseChild } from './supervise-child.ts';
import { explainTrainerEnd } from './trainer-errors.ts';
import { watchMemory } from './watch-memory.ts';

/** One training task. */
export interface TrainerTask {
  /** A module that exports `runTask` (see RunTask): a file URL or an absolute path. */
  readonly task: string | URL;
  readonly input: Json;
  readonly onProgress?: (fraction: number, note: string) => void;
  readonly signal?: AbortSignal;
  /** Resident memory the child may use, native memory included (watched on Linux); also its JavaScript heap limit. */
  readonly memoryLimitMb?: number;
}

/** What the task returned, and the most memory it used. */
export interface TrainerResult<Result extends Json = Json> {
  readonly result: Result;
  readonly peakRssMb: number;
}

/**
 * Runs a task in a child process, since training blocks the event loop it runs on. The child dies with this process, and
 * at once on abort; after a task that ended well it waits a few seconds for another. Fails with an AbortError, with the
 * task's own error (its name and message), with a TrainerOutOfMemoryError or a TrainerCrashedError, once the child is gone.
 */
export async function runTrainerTask(options: TrainerTask): Promise<TrainerResult> {
  const { input, onProgress, signal, memoryLimitMb } = options;
  const task = toModuleUrl(options.task);
  assertJson(input, 'task input');
  if (signal?.aborted) throw createAbortError(task, signal);
  const child = takeChild(memoryLimitMb);
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  const memory = watchMemory(child, memoryLimitMb);
  try {
    const { answer, ...end } = await superviseChild(child, { task, input }, onProgress);
    if (answer?.kind === 'result') {
      if (!signal?.aborted) returnChild(child, memoryLimitMb);
      return { result: answer.result, peakRssMb: answer.peakRssMb };
    }
    if (signal?.aborted) throw createAbortError(task, signal);
    if (answer) throw restoreError(answer);
    const { overLimitMb } = memory;
    throw explainTrainerEnd({ task, ...end, ...(overLimitMb && { overLimitMb, memoryLimitMb }) });
  } finally {
    memory.stop();
    signal?.removeEventListener('abort', kill);
  }
}

function toModuleUrl(task: string | URL): string {
  if (task instanceof URL || task.startsWith('file:')) return String(task);
  if (isAbsolute(task)) return pathToFileURL(task).href;
  throw new Error(`invalid task: ${task} (expected a file URL or an absolute path)`);
}

function createAbortError(task: string, signal: AbortSignal): DOMException {
  return new DOMException(`training ${task} was aborted: ${signal.reason}`, 'AbortError');
}

/** The task's own error, whose name callers may branch on. */
function restoreError({ name, message, stack }: { name: string; message: string; stack: string }): Error {
  const error = new Error(message);
  return Object.assign(error, { name, stack });
}

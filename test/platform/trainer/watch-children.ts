import { afterAll } from 'vitest';

/** Where the task of a name is. */
export const locate = (name: string) => new URL(`./tasks/${name}.ts`, import.meta.url);

/** Processes that would outlive a failing test. */
const started = new Set<number>();

afterAll(() => {
  for (const pid of started) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
});

/** From now on the process is ended with the test file, unless it is known to be gone. */
export function watchChild(pid: number): number {
  started.add(pid);
  return pid;
}

/** The process is known to be gone. */
export function forgetChild(pid: number): void {
  started.delete(pid);
}

/** Whether a process is there; one that is gone is watched no more, since its number may be another's soon. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    forgetChild(pid);
    return false;
  }
}

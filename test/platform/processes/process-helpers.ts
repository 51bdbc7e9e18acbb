import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { poll } from '../../../platform/processes/poll.ts';

const PATIENCE_MS = 30_000;

/** Whether a process runs. A dead one that its parent has not asked after (a zombie) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('Z') === false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Kills a process that may have ended already. */
export function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Waits until a condition holds; an error when it never does. */
export async function until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
  const held = await poll(async () => ((await condition()) ? true : undefined), PATIENCE_MS);
  if (!held) throw new Error(`never happened: ${what}`);
}

/** Waits until a process is gone. */
export function untilDead(pid: number): Promise<void> {
  return until(`the end of process ${pid}`, () => !isAlive(pid));
}

/** A script of this repository running in a process of its own, with the first line that it printed. */
export interface RunningScript {
  readonly child: ChildProcess;
  readonly firstLine: string;
}

/** Starts a TypeScript file and waits for its first line of output. */
export async function startScript(url: URL, ...args: string[]): Promise<RunningScript> {
  const child = spawn(process.execPath, ['--import', 'tsx', url.pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${url.pathname} ended before its first line: exit code ${code}`);
  });
  ended.catch(() => {});
  const [firstLine] = await Promise.race([once(lines, 'line'), ended]);
  return { child, firstLine: String(firstLine) };
}

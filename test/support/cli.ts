import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { spawnBound } from '../../platform/processes/spawn-bound.ts';
import { connectStack } from '../../platform/stack/connect-stack.ts';
import type { StackLease } from '../../platform/stack/request-lease.ts';
import { killIfAlive, until } from '../platform/processes/process-helpers.ts';
import { makeStateDir, removeStateDir, stackOptions } from '../platform/stack/stack-fixture.ts';
import { listStateProcesses, type StateProcess } from './state-processes.ts';

/** How a command ended and everything it said. */
export interface CommandEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** One `crosslift` command, running. */
export interface RunningCommand {
  /** The launcher's; it leads a process group of its own. */
  pid: number;
  ended: Promise<CommandEnd>;
  /** Resolves when stdout or stderr contains the text; rejects with its output when it ends without. */
  says(text: string): Promise<void>;
}

/** A temporary state directory and the commands that run on it. */
export interface CliState {
  stateDir: string;
  /** A directory of this state's own for sources; removed with it. */
  sourceDir: string;
  start(args: readonly string[]): RunningCommand;
  run(args: readonly string[]): Promise<CommandEnd>;
  /** A lease of the test's own: the stack stays up between commands. */
  lease(): Promise<StackLease>;
  processes(): StateProcess[];
  /** Ends whatever still runs on the state directory, by pid, and removes the directory. */
  remove(): Promise<void>;
}

/** Makes a state directory; call `remove` in afterAll. */
export function makeCliState(): CliState {
  const stateDir = makeStateDir();
  const sourceDir = mkdtempSync(join(tmpdir(), 'source-'));
  const start = (args: readonly string[]) =>
    startCommand([join(PROJECT_ROOT, 'cli/crosslift.mjs'), ...args], { CROSSLIFT_STATE: stateDir });
  return {
    stateDir,
    sourceDir,
    start,
    run: (args) => start(args).ended,
    lease: () => connectStack(stackOptions(stateDir)),
    processes: () => listStateProcesses(stateDir),
    async remove() {
      // A killed server's parent may start it once more before it dies itself.
      await until(`no process is left on ${stateDir}`, () => {
        const left = listStateProcesses(stateDir);
        for (const { pid } of left) killIfAlive(pid);
        return left.length === 0;
      });
      await removeStateDir(stateDir);
      rmSync(sourceDir, { recursive: true, force: true });
    },
  };
}

/**
 * Starts Node with arguments in a process group of its own, and collects what it says. It ends with this process,
 * so that a test runner that is killed leaves nothing behind.
 */
export function startCommand(args: readonly string[], environment: NodeJS.ProcessEnv): RunningCommand {
  // Hooks of the test runner are not for the program under test.
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const child = spawnBound(process.execPath, args, {
    env: { ...inherited, ...environment },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<CommandEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...said }));
  });
  return {
    pid: child.pid ?? 0,
    ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        const listener = () => {
          if (!said.stdout.includes(text) && !said.stderr.includes(text)) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
        ended.then(
          () => reject(new Error(`it ended without saying "${text}":\n${said.stdout}${said.stderr}`)),
          reject,
        );
        listener();
      }),
  };
}

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { FileLock } from '../processes/file-lock.ts';
import { openLogFile } from '../processes/log-file.ts';
import { poll } from '../processes/poll.ts';
import { spawnBound } from '../processes/spawn-bound.ts';
import type { Account } from './server-account.ts';

const READY_MS = 60_000;
const STOP_MS = 10_000;

/** How one server is started, known to be ready, and stopped. */
export interface ServerProgram {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly account?: Account | undefined;
  readonly logPath: string;
  /** Whether it answers; called again and again until true. */
  readonly isReady: () => Promise<boolean>;
  readonly stopSignal: NodeJS.Signals;
}

/** A server that has answered. */
export interface RunningServer {
  readonly pid: number;
  /** Settles when it has ended: how it ended and the last lines of its log. */
  readonly ended: Promise<string>;
  /** Ends it cleanly, by force after 10 s. */
  stop(): Promise<void>;
}

/**
 * Starts a server and waits until it answers. The server inherits the lock of its data (descriptor 3), so that no
 * second server can open the data before this one and all its children are dead.
 */
export async function startServer(program: ServerProgram, lock: FileLock): Promise<RunningServer> {
  const log = openLogFile(program.logPath);
  const child = spawnBound(program.command, program.args, {
    // The account may not be allowed to read the directory we were started in.
    cwd: '/',
    env: program.env,
    ...program.account,
    stdio: ['ignore', log.fd, log.fd, lock.fd],
  });
  log.close();
  const ended = describeEnd(child).then((how) => `${program.name} ended: ${how}\n${log.tail()}`.trimEnd());
  let running = true;
  ended.then(() => {
    running = false;
  });
  const stop = async () => {
    if (!running) return;
    child.kill(program.stopSignal);
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(force);
  };
  const isSettled = async () => (!running || (await program.isReady()) ? true : undefined);
  const settled = await poll(isSettled, READY_MS);
  if (!running) throw new Error(await ended);
  if (settled === undefined) {
    await stop();
    throw new Error(`${program.name} did not answer within ${READY_MS / 1000} s\n${log.tail()}`.trimEnd());
  }
  return { pid: child.pid ?? 0, ended, stop };
}

/** How a child ended; a program that could not be started ends at once. */
async function describeEnd(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = await once(child, 'exit');
    return signal ? `signal ${signal}` : `exit code ${code}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

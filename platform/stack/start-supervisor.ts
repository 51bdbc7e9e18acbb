import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tryLockFile } from '../processes/file-lock.ts';
import { openLogFile } from '../processes/log-file.ts';
import type { StackBinaries } from './protocol.ts';
import type { StackPaths } from './stack-paths.ts';

const MAIN = fileURLToPath(new URL('./supervisor-main.ts', import.meta.url));

/** A supervisor that this process has started. */
export interface StartedSupervisor {
  /** Why it ended, with the end of its log; undefined while it runs or when it ended well. */
  failure(): string | undefined;
}

/**
 * Starts a supervisor that outlives this process. It is born with the lock that we take here, so that of several
 * clients exactly one starts it.
 * @returns undefined when a supervisor already holds the lock.
 */
export function startSupervisor(paths: StackPaths, binaries: StackBinaries): StartedSupervisor | undefined {
  const lock = tryLockFile(paths.lock);
  if (!lock) return undefined;
  const log = openLogFile(paths.supervisorLog);
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const args = ['--import', loader, MAIN, paths.stateDir, binaries.temporal, binaries.postgresBinDir];
  // Options for this process (a debugger, a test runner's hooks) are not for the supervisor.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: '/',
    env,
    detached: true,
    stdio: ['ignore', log.fd, log.fd, lock.fd],
  });
  child.unref();
  log.close();
  lock.close();
  let end: string | undefined;
  child.once('error', (error) => {
    end = `could not be started: ${error.message}`;
  });
  child.once('exit', (code, signal) => {
    if (code !== 0) end = `ended with ${signal ?? `exit code ${code}`}`;
  });
  return { failure: () => end && `${end}\n${log.tail()}`.trimEnd() };
}

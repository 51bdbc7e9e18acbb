import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../platform/config.ts';

const MAX_RESTARTS = 10;

/** A worker process of this command's own. */
export interface OwnWorker {
  /** Rejects when the worker could not be kept alive. */
  failed: Promise<never>;
  /** Let it finish what it is doing, and wait until it is gone. */
  stop(): Promise<void>;
}

/**
 * Start a worker that ends with this process, and start it again when something kills it: Temporal gives
 * its steps to the next one.
 * @param onRestart told why the worker was started again
 */
export function spawnWorker(onRestart: (reason: string) => void): OwnWorker {
  let stopping = false;
  let restarts = 0;
  let child = launch();
  const failed = new Promise<never>((_, reject) => {
    const watch = () =>
      child.once('exit', (code, signal) => {
        if (stopping) return;
        const reason = signal === null ? `exit code ${code}` : signal;
        if (restarts >= MAX_RESTARTS)
          return reject(new Error(`the worker ended ${restarts + 1} times, last with ${reason}`));
        restarts += 1;
        onRestart(reason);
        child = launch();
        watch();
      });
    watch();
  });
  failed.catch(() => {});
  return {
    failed,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function launch(): ChildProcess {
  const args = [...process.execArgv, join(PROJECT_ROOT, 'cli', 'main.ts'), 'worker', '--log', 'worker.log'];
  return spawn(process.execPath, args, {
    // Not in the terminal's foreground group: Ctrl-C is for this process, which then stops the worker.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, CROSSLIFT_PARENT_PID: String(process.pid) },
  });
}

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/**
 * Starts a program that a small shell kills when this process ends: the shell reads a pipe that nobody writes to,
 * and the read returns when the kernel closes our end of it.
 */
export function spawnWatched(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, options);
  if (child.pid === undefined) return child;
  const script = 'read -r _; kill -KILL "$1"';
  const watchdog = spawn('/bin/sh', ['-c', script, 'watchdog', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Its own session: a Ctrl-C for this process group must not end the watchdog before the program.
    detached: true,
  });
  watchdog.unref();
  if (watchdog.stdin && 'unref' in watchdog.stdin && typeof watchdog.stdin.unref === 'function') {
    watchdog.stdin.unref();
  }
  child.once('exit', () => watchdog.kill('SIGKILL'));
  return child;
}

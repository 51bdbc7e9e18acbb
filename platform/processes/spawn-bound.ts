import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { spawnWatched } from './spawn-watched.ts';

/** Ends at once when the parent died before the kernel was asked to watch it; otherwise becomes the program. */
const BECOME_PROGRAM = '[ "$PPID" = "$0" ] && exec "$@"';

let setprivWorks: boolean | undefined;

/**
 * Starts a foreign program that dies with this process, whatever ends this process (SIGKILL too): under
 * `setpriv --pdeathsig KILL` where it exists (util-linux), else watched by a shell. The child's pid is the
 * program's own. Call it on the main thread: the kernel watches the thread that starts the program.
 */
export function spawnBound(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  setprivWorks ??= spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;
  if (!setprivWorks) return spawnWatched(command, args, options);
  const become = ['--pdeathsig', 'KILL', '/bin/sh', '-c', BECOME_PROGRAM, String(process.pid)];
  return spawn('setpriv', [...become, command, ...args], options);
}

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { spawnBound } from '../../../platform/processes/spawn-bound.ts';
import { spawnWatched } from '../../../platform/processes/spawn-watched.ts';

/** Starts a child in the way that the first argument names, prints the child's pid, and lives on. */
const [way] = process.argv.slice(2);
const sleeper = ['sleep', ['600'], { stdio: 'ignore' }] as const;
if (way === 'script') {
  const script = fileURLToPath(new URL('./bound-child.ts', import.meta.url));
  // The child prints its own pid, once it is bound.
  spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'inherit', 'inherit'] });
} else {
  const child = way === 'bound' ? spawnBound(...sleeper) : spawnWatched(...sleeper);
  process.stdout.write(`${child.pid}\n`);
}
setInterval(() => {}, 60_000);

import { closeSync } from 'node:fs';
import { lockFd } from '../processes/libc.ts';
import { StackBinaries } from './protocol.ts';
import { prepareStackPaths } from './stack-paths.ts';
import { superviseStack } from './supervise-stack.ts';

/** The descriptor on which the client that starts a supervisor hands over the lock that it took. */
const LOCK_FD = 3;

const log = (text: string) => void process.stdout.write(`${new Date().toISOString()} ${text}\n`);

const interrupted = new Promise<string>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => resolve(`the stack was stopped by ${signal}`));
  }
});

const [stateDir = '', temporal, postgresBinDir] = process.argv.slice(2);
if (!lockFd(LOCK_FD)) throw new Error(`another supervisor runs the stack of ${stateDir}`);
const binaries = StackBinaries.parse({ temporal, postgresBinDir });
const failure = await superviseStack({ paths: prepareStackPaths(stateDir), binaries, interrupted, log }).then(
  () => undefined,
  (error: unknown) => (error instanceof Error ? error.message : String(error)),
);
if (failure !== undefined) log(failure);
// Before the exit cuts the connections: who waits for the end must find the lock free.
closeSync(LOCK_FD);
process.exit(failure === undefined ? 0 : 1);

import { poll } from '../processes/poll.ts';
import { dialSupervisor } from './dial-supervisor.ts';
import type { StackBinaries } from './protocol.ts';
import { requestLease, type StackLease } from './request-lease.ts';
import { prepareStackPaths } from './stack-paths.ts';
import { type StartedSupervisor, startSupervisor } from './start-supervisor.ts';

/** How long a supervisor may hold its lock without answering: one that stops needs a few seconds. */
const PATIENCE_MS = 90_000;

/** Whose stack is wanted, by whom. */
export interface StackOptions {
  /** Made when absent. */
  readonly stateDir: string;
  /** What the holder does, for people who ask who holds the stack: `run`, `worker`, … */
  readonly role: string;
  readonly binaries: StackBinaries;
  /** Told what is going on while the stack starts. */
  readonly onProgress?: (text: string) => void;
}

/**
 * Gets a lease on the stack (Temporal and PostgreSQL) of a state directory. The first lease starts the stack, later
 * ones share it; when the last is released, or its process dies, the stack stops.
 */
export async function connectStack(options: StackOptions): Promise<StackLease> {
  const paths = prepareStackPaths(options.stateDir);
  let started: StartedSupervisor | undefined;
  const lease = await poll(async () => {
    const socket = await dialSupervisor(paths.supervisorFile);
    if (socket)
      return requestLease(socket, { role: options.role, pid: process.pid }, options.onProgress ?? (() => {}));
    const failure = started?.failure();
    if (failure) throw new Error(`the supervisor of the stack in ${paths.stateDir} ${failure}`);
    started = startSupervisor(paths, options.binaries) ?? started;
    return undefined;
  }, PATIENCE_MS);
  if (lease) return lease;
  throw new Error(
    `the supervisor of the stack in ${paths.stateDir} does not answer after ${PATIENCE_MS / 1000} s: see ${paths.supervisorLog}, or end the process that holds ${paths.lock}`,
  );
}

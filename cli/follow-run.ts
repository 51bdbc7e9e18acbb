import type { Client } from '@temporalio/client';
import type { RunResult } from '../models/contracts/run.ts';
import { listSteps } from '../platform/postgres/run-log.ts';
import { DirectoryStore } from '../platform/store/directory-store.ts';
import { abortCalls } from '../platform/temporal/abort-calls.ts';
import { connectClient } from '../platform/temporal/client.ts';
import { awaitResult, type RunHandle } from './await-result.ts';
import { untilInterrupted } from './command.ts';
import { type Backend, openBackend } from './open-backend.ts';
import { provideWorker } from './provide-worker.ts';
import { describeResult, toJsonResult } from './run-report.ts';
import { watchRun } from './watch-run.ts';

/** How a command's runs are worked on and shown. */
export interface FollowOptions {
  /** Print each result as JSON on stdout and everything else on stderr. */
  json: boolean;
  /** False: this command starts no worker. */
  worker?: boolean;
}

/** What a command does with the servers: start, or decide about, runs that are then followed. */
export interface Follower {
  backend: Backend;
  /** What is said to people. */
  people: NodeJS.WriteStream;
  /** Aborted when the command ends: servers may be stopping. */
  signal: AbortSignal;
  /** Get hold of a run and watch it to its end. */
  follow(hold: (client: Client) => Promise<RunHandle & { joined?: boolean }>): Promise<RunResult>;
}

/**
 * Carry a command out on the servers, with a worker from the moment at which nobody else's is there.
 * @returns the signal by which the command was interrupted; a run then waits for the next worker
 */
export async function withFollower<Result>(
  { json, worker: wantsWorker }: FollowOptions,
  work: (follower: Follower) => Promise<Result>,
): Promise<Result | NodeJS.Signals> {
  const interrupted = untilInterrupted();
  const people = json ? process.stderr : process.stdout;
  const backend = await openBackend('run', (text) => people.write(`${text}\n`));
  const watching = new AbortController();
  const worker =
    wantsWorker === false
      ? undefined
      : provideWorker(backend.leases, (reason) =>
          people.write(`the worker ended (${reason}); starting another\n`),
        );
  const working = work({
    backend,
    people,
    signal: watching.signal,
    async follow(hold) {
      const result = await followRun(backend, hold, people, watching.signal);
      await printResult(backend, result, json);
      return result;
    },
  });
  try {
    const result = await Promise.race([
      interrupted,
      working,
      backend.lost.then((reason) => Promise.reject(new Error(`the embedded servers are gone: ${reason}`))),
      worker?.failed ?? new Promise<never>(() => {}),
    ]);
    if (result === 'SIGINT' || result === 'SIGTERM' || result === 'SIGHUP')
      people.write('\ninterrupted: the run goes on where it was when you start it again\n');
    return result;
  } finally {
    watching.abort();
    await working.catch(() => {});
    await worker?.stop();
    await backend.close();
  }
}

/** Whether a command was interrupted. */
export function isSignal(result: unknown): result is NodeJS.Signals {
  return typeof result === 'string';
}

/** Stops when `signal` is aborted: the server may be stopping, and calls to it would be tried again and again. */
async function followRun(
  backend: Backend,
  hold: Parameters<Follower['follow']>[0],
  people: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<RunResult> {
  const client = await connectClient(backend.config, backend.temporalAddress);
  const ended = new AbortController();
  try {
    const { handle, joined, runId } = await abortCalls(client.connection, signal, () => hold(client));
    people.write(
      `${handle.workflowId}${joined === true ? ' (under way already: joining)' : ''}  run ${runId}\n`,
    );
    const watched = watchRun(backend.database, runId, people, ended.signal);
    try {
      return await awaitResult(client, { handle, runId }, signal);
    } finally {
      ended.abort();
      await watched;
    }
  } finally {
    await client.connection.close();
  }
}

async function printResult({ config, database }: Backend, result: RunResult, json: boolean): Promise<void> {
  const steps = await listSteps(database, result.runId);
  const store = new DirectoryStore(config.storeDir);
  const text = describeResult(result, steps, store);
  if (!json) process.stdout.write(text);
  else {
    process.stderr.write(text);
    process.stdout.write(`${JSON.stringify(toJsonResult(result, store), null, 2)}\n`);
  }
}

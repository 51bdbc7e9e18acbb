import type { RunResult } from '../models/contracts/run.ts';
import { loadConfig } from '../platform/config.ts';
import { listSteps } from '../platform/postgres/run-log.ts';
import { DirectoryStore } from '../platform/store/directory-store.ts';
import { abortCalls } from '../platform/temporal/abort-calls.ts';
import { connectClient } from '../platform/temporal/client.ts';
import type { DagName } from '../workflows/steps.ts';
import { awaitResult } from './await-result.ts';
import { untilInterrupted } from './command.ts';
import { type Backend, openBackend } from './open-backend.ts';
import { provideWorker } from './provide-worker.ts';
import type { RequestOptions } from './request-options.ts';
import { resolveRequest } from './resolve-request.ts';
import { describeResult, toJsonResult } from './run-report.ts';
import { type RunRequest, startRun } from './start-run.ts';
import { watchRun } from './watch-run.ts';

/**
 * Run pipelines, or the experiment, one after the other and watch each to its end, on the same servers and worker.
 * @param json print each result as JSON on stdout and everything else on stderr
 * @returns the signal by which the command was interrupted; the run then waits for the next worker
 */
export async function runPipelines(
  dags: readonly DagName[],
  options: RequestOptions,
  json: boolean,
): Promise<RunResult[] | NodeJS.Signals> {
  const interrupted = untilInterrupted();
  const config = loadConfig();
  const requests: RunRequest[] = [];
  for (const dag of dags) requests.push(await resolveRequest(config, dag, options));
  const people = json ? process.stderr : process.stdout;
  const backend = await openBackend('run', (text) => people.write(`${text}\n`));
  const watching = new AbortController();
  const following = followAll(backend, requests, json, watching.signal);
  const worker =
    options.worker === false
      ? undefined
      : provideWorker(backend.leases, (reason) =>
          people.write(`the worker ended (${reason}); starting another\n`),
        );
  try {
    const result = await Promise.race([
      interrupted,
      following,
      backend.lost.then((reason) => Promise.reject(new Error(`the embedded servers are gone: ${reason}`))),
      worker?.failed ?? new Promise<never>(() => {}),
    ]);
    if (typeof result === 'string')
      people.write('\ninterrupted: the run goes on where it was when you start it again\n');
    return result;
  } finally {
    watching.abort();
    await following.catch(() => {});
    await worker?.stop();
    await backend.close();
  }
}

async function followAll(
  backend: Backend,
  requests: readonly RunRequest[],
  json: boolean,
  signal: AbortSignal,
): Promise<RunResult[]> {
  const results: RunResult[] = [];
  for (const request of requests) {
    const result = await follow(backend, request, json ? process.stderr : process.stdout, signal);
    await printResult(backend, result, json);
    results.push(result);
  }
  return results;
}

/** Stops when `signal` is aborted: the server may be stopping, and calls to it would be tried again and again. */
async function follow(
  backend: Backend,
  request: RunRequest,
  people: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<RunResult> {
  const client = await connectClient(backend.config, backend.temporalAddress);
  const ended = new AbortController();
  try {
    const { handle, joined, runId } = await abortCalls(client.connection, signal, () =>
      startRun(client, request),
    );
    people.write(`${handle.workflowId}${joined ? ' (under way already: joining)' : ''}  run ${runId}\n`);
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

import type { RunResult } from '../models/contracts/run.ts';
import { loadConfig } from '../platform/config.ts';
import type { DagName } from '../workflows/steps.ts';
import { withFollower } from './follow-run.ts';
import type { RequestOptions } from './request-options.ts';
import { resolveRequest } from './resolve-request.ts';
import { type RunRequest, startRun } from './start-run.ts';

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
  const config = loadConfig();
  const requests: RunRequest[] = [];
  for (const dag of dags) requests.push(await resolveRequest(config, dag, options));
  return withFollower({ json, ...pickWorker(options) }, async ({ follow }) => {
    const results: RunResult[] = [];
    for (const request of requests) results.push(await follow((client) => startRun(client, request)));
    return results;
  });
}

function pickWorker({ worker }: RequestOptions): { worker?: boolean } {
  return worker === undefined ? {} : { worker };
}

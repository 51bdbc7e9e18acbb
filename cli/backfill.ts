import { Argument, Command } from 'commander';
import { type BackfilledDay, BackfillInput } from '../models/contracts/backfill.ts';
import { BUSINESS_CASES, type BusinessCase } from '../models/contracts/pipeline.ts';
import { loadConfig } from '../platform/config.ts';
import { connectClient } from '../platform/temporal/client.ts';
import { BACKFILL, TASK_QUEUE } from '../workflows/steps.ts';
import { awaitResult } from './await-result.ts';
import { EXIT, exitCodeOfSignal } from './command.ts';
import { isSignal, withFollower } from './follow-run.ts';
import { formatTable } from './format.ts';
import { parseWish, readNumber } from './parse-wish.ts';
import { resolveRequest } from './resolve-request.ts';

interface BackfillOptions {
  from: string;
  to: string;
  parallel: string;
  publish?: boolean;
  source?: string;
  dataset?: string;
  worker?: boolean;
  json?: boolean;
}

/** `crosslift backfill`: a pipeline as of each day of a range; the same command goes on where it was. */
export const backfillCommand = new Command('backfill')
  .description('run a pipeline as of each day of a range, without publishing unless told to')
  .addArgument(new Argument('<pipeline>').choices([...BUSINESS_CASES]))
  .requiredOption('--from <day>', 'first day, YYYY-MM-DD')
  .requiredOption('--to <day>', 'last day, YYYY-MM-DD')
  .option('--parallel <n>', 'days under way at once', '1')
  .option('--publish', 'let each day go live, one after the other')
  .option('--source <path>', 'directory of raw tables (default: the sample)')
  .option('--dataset <name>', "name to keep results under (default: the directory's)")
  .option('--no-worker', 'only start and watch: workers of your own do the steps')
  .option('--json', 'print JSON on stdout; everything else goes to stderr')
  .action(async (pipeline: BusinessCase, { json = false, worker, ...options }: BackfillOptions) => {
    const input = await resolveBackfill(pipeline, options);
    const days = await withFollower({ json, ...(worker !== undefined && { worker }) }, async (follower) => {
      const client = await connectClient(follower.backend.config, follower.backend.temporalAddress);
      try {
        const handle = await client.workflow.start<() => Promise<BackfilledDay[]>>(BACKFILL.type, {
          workflowId: `backfill/${pipeline}/${input.input.dataset}/${input.from}..${input.to}`,
          taskQueue: TASK_QUEUE,
          args: [input] as never,
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
        follower.people.write(`${handle.workflowId}  (crosslift status lists its runs)\n`);
        return await awaitResult(client, { handle, runId: handle.firstExecutionRunId }, follower.signal);
      } finally {
        await client.connection.close();
      }
    });
    if (isSignal(days)) {
      process.exitCode = exitCodeOfSignal(days);
      return;
    }
    process.stdout.write(json ? `${JSON.stringify(days, null, 2)}\n` : `${describeBackfill(days)}\n`);
    if (days.some(({ outcome }) => outcome === 'FAILED')) process.exitCode = EXIT.failure;
  });

/** @throws UsageError on a wish that makes no sense */
async function resolveBackfill(
  pipeline: BusinessCase,
  { from, to, parallel, publish = false, source, dataset }: Omit<BackfillOptions, 'json' | 'worker'>,
): Promise<BackfillInput> {
  const wish = parseWish(BackfillInput, { pipeline, from, to, parallel: readNumber(parallel), publish });
  const { input } = await resolveRequest(loadConfig(), pipeline, {
    set: {},
    asOf: to,
    ...(source !== undefined && { source }),
    ...(dataset !== undefined && { dataset }),
  });
  const { asOf: _, ...given } = input;
  return { ...wish, input: given };
}

/** How each day ended, as a table. */
export function describeBackfill(days: readonly BackfilledDay[]): string {
  return formatTable([
    ['day', 'outcome', ''],
    ...days.map(({ day, outcome, error }) => [day, outcome, error?.split('\n')[0] ?? '']),
  ]);
}

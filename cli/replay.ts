import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { BUSINESS_CASES, PIPELINES, type PipelineName } from '../models/contracts/pipeline.ts';
import type { RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { longestChain } from '../models/replay/plan-replay.ts';
import { UsageError } from '../platform/errors.ts';
import { findLive } from '../platform/postgres/publications.ts';
import { findRun, type RunRow } from '../platform/postgres/run-log.ts';
import { medianStepMillis } from '../platform/postgres/step-results.ts';
import { readRecorded } from '../platform/replay/read-recorded.ts';
import { DirectoryStore } from '../platform/store/directory-store.ts';
import { dagOf, EXPERIMENTS, TASK_QUEUE, WORKFLOW_TYPES } from '../workflows/steps.ts';
import { exitCodeOfSignal } from './command.ts';
import { describeEffects, describeReplay, type ReplayPreview } from './describe-replay.ts';
import { isSignal, withFollower } from './follow-run.ts';
import { type Backend, openBackend } from './open-backend.ts';

/** Earlier runs by which the time of a step is expected. */
const TIMED_RUNS = 20;

interface ReplayOptions {
  from: string;
  preview?: boolean;
  dryRun?: boolean;
  worker?: boolean;
  json?: boolean;
}

/** `crosslift replay`: a linked run that keeps a run's results up to a step, and does that one and all after it again. */
export const replayCommand = new Command('replay')
  .description('do a step of a run and all after it again, with the code of now')
  .argument('<run>', 'a run id, its beginning, or latest')
  .requiredOption('--from <step>', 'the first step that is done again')
  .option('--preview', 'only say what would run, what is kept, what would be published and how long it takes')
  .option('--dry-run', 'do everything but publish')
  .option('--no-worker', 'only start and watch the run: workers of your own do the steps')
  .option('--json', 'print one JSON object on stdout; everything else goes to stderr')
  .action(async (name: string, options: ReplayOptions) => {
    if (options.preview === true) return printPreview(name, options);
    const result = await replay(name, options);
    if (isSignal(result)) process.exitCode = exitCodeOfSignal(result);
  });

async function replay(
  name: string,
  { from, dryRun, worker, json = false }: ReplayOptions,
): Promise<RunResult | NodeJS.Signals> {
  return withFollower(
    { json, ...(worker !== undefined && { worker }) },
    async ({ backend, people, follow }) => {
      const run = await findRun(backend.database, name);
      const preview = await previewReplay(backend, run, { from, dryRun: dryRun === true });
      people.write(`${describeReplay(preview)}\n`);
      const pipeline = run.pipeline as PipelineName;
      const input: RunInput = {
        replay: { run: run.run_id, from },
        ...(dryRun === true && { dryRun }),
      };
      return follow(async (client) => {
        const handle = await client.workflow.start<() => Promise<RunResult>>(WORKFLOW_TYPES[pipeline], {
          // Two replays of one run are two runs.
          workflowId: `${idOfOrigin(run)}/replay-${randomUUID().slice(0, 6)}`,
          taskQueue: TASK_QUEUE,
          args: [input] as never,
          staticSummary: `replay of ${run.run_id.slice(0, 8)} from ${from}`,
        });
        return { handle, runId: handle.firstExecutionRunId };
      });
    },
  );
}

/** A replay of a replay stands beside it, not below. */
function idOfOrigin({ workflow_id }: RunRow): string {
  return workflow_id.replace(/\/replay-[0-9a-f]{6}$/, '');
}

async function printPreview(name: string, { from, dryRun, json }: ReplayOptions): Promise<void> {
  const backend = await openBackend('replay');
  try {
    const run = await findRun(backend.database, name);
    const preview = await previewReplay(backend, run, { from, dryRun: dryRun === true });
    const { expected, run: row, ...rest } = preview;
    const shown = { runId: row.run_id, workflowId: row.workflow_id, asOf: row.as_of, ...rest };
    process.stdout.write(json === true ? `${JSON.stringify(shown, null, 2)}\n` : describeReplay(preview));
  } finally {
    await backend.close();
  }
}

/**
 * What a replay would do.
 * @throws UsageError when the run cannot be replayed from there
 */
export async function previewReplay(
  { database, config }: Pick<Backend, 'database' | 'config'>,
  run: RunRow,
  { from, dryRun }: { from: string; dryRun: boolean },
): Promise<ReplayPreview> {
  const { pipeline, dataset } = run;
  const isKnown = PIPELINES.some((known) => known === pipeline);
  const isExperiment = Object.values(EXPERIMENTS).some((dag) => run.workflow_id.startsWith(`${dag}/`));
  if (!isKnown || isExperiment)
    throw new UsageError(`${run.workflow_id} is an experiment: run it again, what has not changed is reused`);
  if (run.state === 'running')
    throw new UsageError(
      `run ${run.run_id} is under way: let it end, or decide about its step (crosslift status ${run.run_id.slice(0, 8)})`,
    );
  const dag = dagOf(pipeline as PipelineName);
  const store = new DirectoryStore(config.storeDir);
  const { reused, rerun } = await readRecorded({ database, store }, { run, from, dag });
  const medians = await medianStepMillis(database, { pipeline, dataset }, { runs: TIMED_RUNS });
  const expected = new Map(
    rerun.flatMap(({ step }) => (medians.has(step) ? [[step, medians.get(step)!] as const] : [])),
  );
  const publishes = BUSINESS_CASES.some((known) => known === pipeline) && dataset !== null;
  const live = publishes ? await findLive(database, { pipeline, dataset }) : undefined;
  const isDry = dryRun || (run.input as RunInput).dryRun === true;
  return {
    run,
    from,
    reused,
    rerun,
    expected,
    expectedMillis: Math.round(longestChain(dag, expected)),
    effects: describeEffects(rerun, { isDry, asOf: run.as_of, live }),
  };
}

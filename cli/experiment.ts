import { Argument, Command } from 'commander';
import { EXPERIMENTS, type ExperimentPipeline } from '../workflows/steps.ts';
import { exitCodeOfSignal } from './command.ts';
import type { RequestOptions } from './request-options.ts';
import { runPipelines } from './run-pipelines.ts';

/** `crosslift experiment <pipeline>`: the originals' grid of candidates, measured on rows they have not seen; nothing is published. */
export const experimentCommand = new Command('experiment')
  .description("fit the whole grid of candidates again, beside the originals' figures")
  .addArgument(new Argument('<pipeline>').choices(Object.keys(EXPERIMENTS)))
  .option('--source <dir>', 'directory of raw tables (default: the sample)')
  .option('--dataset <name>', "name of the source (default: the directory's)")
  .option('--as-of <day>', 'use only what happened before this day, YYYY-MM-DD')
  .option('--seed <n>', 'seed of everything random')
  .option('--force <token>', 'a new word here makes every step run again')
  .option('--no-worker', 'only start and watch: workers of your own do the steps')
  .option('--json', 'print one JSON object on stdout; everything else goes to stderr')
  .action(
    async (
      pipeline: ExperimentPipeline,
      { json = false, ...options }: Omit<RequestOptions, 'set'> & { json?: boolean },
    ) => {
      const results = await runPipelines([EXPERIMENTS[pipeline]], { ...options, set: {} }, json);
      if (typeof results === 'string') process.exitCode = exitCodeOfSignal(results);
    },
  );

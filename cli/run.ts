import { Argument, Command } from 'commander';
import { PIPELINES, type PipelineName } from '../models/contracts/pipeline.ts';
import type { RunResult } from '../models/contracts/run.ts';
import { UsageError } from '../platform/errors.ts';
import { EXIT, type ExitCode, exitCodeOfSignal } from './command.ts';
import type { RequestOptions } from './request-options.ts';
import { runPipelines } from './run-pipelines.ts';

interface RunOptions extends RequestOptions {
  failOn: string[];
  json?: boolean;
}

/** `crosslift run <pipeline>`: one run, watched to its end. */
export const runCommand = new Command('run')
  .description('run a pipeline once and publish what it finds')
  .addArgument(new Argument('<pipeline>').choices([...PIPELINES]))
  .option('--source <path>', 'directory of raw tables (default: the sample); of propensity, one file')
  .option('--id <column>', 'propensity: column that says whose row it is')
  .option('--label <column>', 'propensity: column that is 1 or 0, and empty where that is not known yet')
  .option('--time <column>', 'propensity: column that says when a row was true; the newest rows then test')
  .option('--dataset <name>', "name to keep results under (default: the directory's)")
  .option(
    '--as-of <day>',
    'use only what happened before this day, YYYY-MM-DD (default: the day after the newest event)',
  )
  .option('--seed <n>', 'seed of everything random')
  .option('--dry-run', 'do everything but publish')
  .option('--set <name=value>', 'override a setting, such as gate.accuracyMargin=0.01', collectSetting, {})
  .option('--force <token>', 'a new word here makes every step run again')
  .option('--no-worker', 'only start and watch the run: workers of your own do the steps')
  .option('--fail-on <outcomes>', 'exit 3 on these outcomes: partial,held,insufficient', splitList, [])
  .option('--json', 'print one JSON object on stdout; everything else goes to stderr')
  .action(async (pipeline: PipelineName, { json = false, failOn, ...options }: RunOptions) => {
    const results = await runPipelines([pipeline], options, json);
    process.exitCode =
      typeof results === 'string'
        ? exitCodeOfSignal(results)
        : Math.max(...results.map((result) => exitCodeFor(result, failOn)));
  });

function exitCodeFor({ outcome }: RunResult, failOn: readonly string[]): ExitCode {
  const named = {
    PARTIAL: 'partial',
    HELD: 'held',
    INSUFFICIENT_DATA: 'insufficient',
    PUBLISHED: '',
    DRY_RUN: '',
  }[outcome];
  return failOn.includes(named) ? EXIT.notPublished : EXIT.ok;
}

function collectSetting(text: string, settings: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1)
    throw new UsageError(`invalid --set: ${text} (expected name=value, such as gate.accuracyMargin=0.01)`);
  return { ...settings, [text.slice(0, at)]: text.slice(at + 1) };
}

const FAIL_ON = ['partial', 'held', 'insufficient'];

function splitList(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !FAIL_ON.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`invalid --fail-on: ${unknown.join(', ')} (expected ${FAIL_ON.join(', ')})`);
  return names;
}

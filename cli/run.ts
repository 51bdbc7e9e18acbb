import { tmpdir } from 'node:os';
import { Argument, Command } from 'commander';
import { z } from 'zod';
import { settingsOf } from '../models/contracts/project-config.ts';
import { PIPELINES, type PipelineName, type RunResult } from '../models/contracts/run.ts';
import { RunInput } from '../models/contracts/run-input.ts';
import { SOURCE_TABLES } from '../models/contracts/tables/source-tables.ts';
import { type Config, loadConfig } from '../platform/config.ts';
import { openSession } from '../platform/duckdb/session.ts';
import { UsageError } from '../platform/errors.ts';
import { listSteps } from '../platform/postgres/run-log.ts';
import { loadProjectConfig } from '../platform/project-config.ts';
import { resolvePolicy } from '../platform/resolve-policy.ts';
import { chooseSource } from '../platform/source/choose-source.ts';
import { findTables } from '../platform/source/find-tables.ts';
import { dayAfterNewestEvent } from '../platform/source/newest-event.ts';
import { DirectoryStore } from '../platform/store/directory-store.ts';
import { connectClient } from '../platform/temporal/client.ts';
import { EXIT, type ExitCode, untilInterrupted } from './command.ts';
import { type Backend, openBackend } from './open-backend.ts';
import { describeResult, toJsonResult } from './run-report.ts';
import { spawnWorker } from './spawn-worker.ts';
import { type RunRequest, startRun } from './start-run.ts';
import { watchRun } from './watch-run.ts';

interface RunOptions {
  source?: string;
  dataset?: string;
  asOf?: string;
  seed?: string;
  dryRun?: boolean;
  set: Record<string, string>;
  force?: string;
  failOn: string[];
  json?: boolean;
}

/** `crosslift run <pipeline>`: one run, watched to its end. */
export const runCommand = new Command('run')
  .description('run a pipeline once and publish what it finds')
  .addArgument(new Argument('<pipeline>').choices([...PIPELINES]))
  .option('--source <dir>', 'directory of raw tables (default: the sample)')
  .option('--dataset <name>', "name to keep results under (default: the directory's)")
  .option(
    '--as-of <day>',
    'use only what happened before this day, YYYY-MM-DD (default: the day after the newest event)',
  )
  .option('--seed <n>', 'seed of everything random')
  .option('--dry-run', 'do everything but publish')
  .option('--set <name=value>', 'override a setting, such as gate.accuracyMargin=0.01', collectSetting, {})
  .option('--force <token>', 'a new word here makes every step run again')
  .option('--fail-on <outcomes>', 'exit 3 on these outcomes: partial,held,insufficient', splitList, [])
  .option('--json', 'print one JSON object on stdout; everything else goes to stderr')
  .action(async (pipeline: PipelineName, options: RunOptions) => {
    const result = await runPipeline(pipeline, options);
    process.exitCode = result === undefined ? 130 : exitCodeFor(result, options.failOn);
  });

/** @returns undefined when the command was interrupted; the run then waits for the next worker */
export async function runPipeline(
  pipeline: PipelineName,
  options: RunOptions,
): Promise<RunResult | undefined> {
  const interrupted = untilInterrupted();
  const config = loadConfig();
  const request = await resolveRequest(config, pipeline, options);
  const people = options.json === true ? process.stderr : process.stdout;
  const backend = await openBackend('run', (text) => people.write(`${text}\n`));
  try {
    const worker = await ensureWorker(backend, (reason) =>
      people.write(`the worker ended (${reason}); starting another\n`),
    );
    try {
      const result = await Promise.race([
        follow(backend, request, people),
        interrupted.then(() => undefined),
        worker?.failed ?? new Promise<never>(() => {}),
        backend.lost.then((reason) => Promise.reject(new Error(`the embedded servers are gone: ${reason}`))),
      ]);
      if (result === undefined)
        people.write('\ninterrupted: the run goes on where it was when you start it again\n');
      else await printResult(backend, result, options.json === true);
      return result;
    } finally {
      await worker?.stop();
    }
  } finally {
    await backend.close();
  }
}

/** Fix what the run is called before it starts; the run itself records the rest. */
async function resolveRequest(
  config: Config,
  pipeline: PipelineName,
  options: RunOptions,
): Promise<RunRequest> {
  const { path, required } = config.projectConfig;
  const { config: project } = await loadProjectConfig(path, required);
  const { dataset, directory } = chooseSource(pipeline, options, { config, project });
  // Wrong settings are told before any server is started; the run itself resolves them again.
  resolvePolicy(settingsOf(project, dataset).gate, options.set);
  const given = {
    source: directory,
    dataset,
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.seed === undefined ? {} : { seed: Number(options.seed) }),
    ...(options.dryRun === true ? { dryRun: true } : {}),
    ...(Object.keys(options.set).length === 0 ? {} : { set: options.set }),
    ...(options.force === undefined ? {} : { force: options.force }),
  };
  const parsed = RunInput.safeParse(given);
  if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error));
  const tables = await findTables(directory, SOURCE_TABLES[pipeline]);
  const asOf = parsed.data.asOf ?? (await findAsOf(config, tables));
  return { pipeline, dataset, asOf, input: { ...parsed.data, asOf } };
}

async function findAsOf(config: Config, tables: Awaited<ReturnType<typeof findTables>>): Promise<string> {
  const session = await openSession({ ...config.duckdb, scratchDir: tmpdir() });
  try {
    return await dayAfterNewestEvent(session, tables);
  } finally {
    await session.close();
  }
}

/** A worker of our own, unless one holds a lease on the stack already. */
async function ensureWorker(backend: Backend, onRestart: (reason: string) => void) {
  const leases = await backend.leases();
  return leases.some(({ role }) => role === 'worker') ? undefined : spawnWorker(onRestart);
}

async function follow(backend: Backend, request: RunRequest, people: NodeJS.WriteStream): Promise<RunResult> {
  const client = await connectClient(backend.config, backend.temporalAddress);
  const watching = new AbortController();
  try {
    const { handle, joined, runId } = await startRun(client, request);
    people.write(`${handle.workflowId}${joined ? ' (under way already: joining)' : ''}  run ${runId}\n`);
    const watched = watchRun(backend.database, runId, people, watching.signal);
    try {
      return await handle.result();
    } finally {
      watching.abort();
      await watched;
    }
  } finally {
    await client.connection.close();
  }
}

async function printResult({ config, database }: Backend, result: RunResult, json: boolean): Promise<void> {
  const steps = await listSteps(database, result.runId);
  const text = describeResult(result, steps);
  if (!json) process.stdout.write(text);
  else {
    process.stderr.write(text);
    process.stdout.write(
      `${JSON.stringify(toJsonResult(result, new DirectoryStore(config.storeDir)), null, 2)}\n`,
    );
  }
}

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

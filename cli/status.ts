import { Command } from 'commander';
import type { RunResult } from '../models/contracts/run.ts';
import type { Config } from '../platform/config.ts';
import { measureDisk } from '../platform/disk/measure-disk.ts';
import { readCards } from '../platform/night/read-cards.ts';
import { listWaiting } from '../platform/postgres/alerts.ts';
import type { Database } from '../platform/postgres/database.ts';
import { findRun, listRuns, listSteps, type RunRow } from '../platform/postgres/run-log.ts';
import { findUsualTimes } from '../platform/postgres/usual-times.ts';
import { loadProjectConfig } from '../platform/project-config.ts';
import { DirectoryStore } from '../platform/store/directory-store.ts';
import { describeRuns, describeStatus, findSlowSteps, type Status } from './describe-status.ts';
import { openBackend } from './open-backend.ts';
import { describeResult, toJsonResult } from './run-report.ts';
import { describeRunning, describeStep } from './step-lines.ts';

const SHOWN_RUNS = 15;

/** `crosslift status [runId]`: what whoever is on call must know, or one run step by step. */
export const statusCommand = new Command('status')
  .description('show what is live, what to do and the last runs, or one run step by step')
  .argument('[runId]', 'a run id, its beginning, or latest')
  .option('--json', 'print JSON')
  .action(async (name: string | undefined, { json }: { json?: boolean }) => {
    const backend = await openBackend('status');
    try {
      const { database, config } = backend;
      if (name === undefined) {
        const status = await readStatus(database, config);
        process.stdout.write(
          json === true ? `${JSON.stringify(status, null, 2)}\n` : `${describeStatus(status)}\n`,
        );
        return;
      }
      const run = await findRun(database, name);
      const steps = await listSteps(database, run.run_id);
      const usual = await findUsualTimes(database, run);
      const result = run.result as RunResult | null;
      const store = new DirectoryStore(config.storeDir);
      if (json === true) {
        const shown = result === null ? null : toJsonResult(result, store);
        const timed = steps.map((step) => ({ ...step, usual_millis: usual.get(step.step) ?? null }));
        process.stdout.write(`${JSON.stringify({ ...run, result: shown, steps: timed }, null, 2)}\n`);
        return;
      }
      process.stdout.write(`${describeRuns([run])}\n\n`);
      for (const step of steps) {
        const expected = usual.get(step.step);
        process.stdout.write(
          `${step.state === 'running' ? describeRunning(step, new Date(), expected) : describeStep(step, expected)}\n`,
        );
      }
      if (run.error !== null) process.stdout.write(`\n${run.error}\n`);
      if (result !== null) process.stdout.write(describeResult(result, steps, store));
    } finally {
      await backend.close();
    }
  });

async function readStatus(database: Database, config: Config): Promise<Status> {
  const { path, required } = config.projectConfig;
  const { config: project } = await loadProjectConfig(path, required);
  const runs = await listRuns(database, SHOWN_RUNS);
  const now = new Date();
  const slow = await Promise.all(
    newestOfEach(runs).map(async (run) =>
      findSlowSteps(await listSteps(database, run.run_id), await findUsualTimes(database, run), now),
    ),
  );
  return {
    cards: await readCards(database, project),
    waiting: await listWaiting(database),
    runs,
    slow: slow.flat(),
    disk: await measureDisk(config, database),
  };
}

/** The newest run of each pipeline and dataset. */
function newestOfEach(runs: readonly RunRow[]): RunRow[] {
  const scopeOf = ({ pipeline, dataset }: RunRow) => `${pipeline}/${dataset}`;
  return runs.filter((run, place) => runs.findIndex((other) => scopeOf(other) === scopeOf(run)) === place);
}

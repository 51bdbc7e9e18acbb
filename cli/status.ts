import { Command } from 'commander';
import type { RunResult } from '../models/contracts/run.ts';
import { describeCard } from '../models/night/describe-card.ts';
import type { OnCallCard } from '../models/night/write-card.ts';
import { readCards } from '../platform/night/read-cards.ts';
import { type AlertRow, listWaiting } from '../platform/postgres/alerts.ts';
import { findRun, listRuns, listSteps, type RunRow } from '../platform/postgres/run-log.ts';
import { loadProjectConfig } from '../platform/project-config.ts';
import { DirectoryStore } from '../platform/store/directory-store.ts';
import { formatMillis, formatTable } from './format.ts';
import { openBackend } from './open-backend.ts';
import { describeResult, toJsonResult } from './run-report.ts';
import { describeRunning, describeStep } from './step-lines.ts';

const SHOWN_RUNS = 15;

/** `crosslift status [runId]`: the last runs, or one of them step by step. */
export const statusCommand = new Command('status')
  .description('show the last runs, or one run step by step')
  .argument('[runId]', 'a run id, its beginning, or latest')
  .option('--json', 'print JSON')
  .action(async (name: string | undefined, { json }: { json?: boolean }) => {
    const backend = await openBackend('status');
    try {
      const { database, config } = backend;
      if (name === undefined) {
        const { path, required } = config.projectConfig;
        const { config: project } = await loadProjectConfig(path, required);
        const status = {
          cards: await readCards(database, project),
          waiting: await listWaiting(database),
          runs: await listRuns(database, SHOWN_RUNS),
        };
        process.stdout.write(
          json === true ? `${JSON.stringify(status, null, 2)}\n` : `${describeStatus(status)}\n`,
        );
        return;
      }
      const run = await findRun(database, name);
      const steps = await listSteps(database, run.run_id);
      const result = run.result as RunResult | null;
      const store = new DirectoryStore(config.storeDir);
      if (json === true) {
        const shown = result === null ? null : toJsonResult(result, store);
        process.stdout.write(`${JSON.stringify({ ...run, result: shown, steps }, null, 2)}\n`);
        return;
      }
      process.stdout.write(`${describeRuns([run])}\n\n`);
      for (const step of steps) {
        process.stdout.write(
          `${step.state === 'running' ? describeRunning(step, new Date()) : describeStep(step)}\n`,
        );
      }
      if (run.error !== null) process.stdout.write(`\n${run.error}\n`);
      if (result !== null) process.stdout.write(describeResult(result, steps, store));
    } finally {
      await backend.close();
    }
  });

interface Status {
  cards: OnCallCard[];
  waiting: AlertRow[];
  runs: RunRow[];
}

/** What whoever is on call must know first, then the last runs. */
export function describeStatus({ cards, waiting, runs }: Status): string {
  const [oldest] = waiting;
  const undelivered =
    oldest === undefined
      ? []
      : [
          `${waiting.length} alerts could not be delivered since ${oldest.told_at.toISOString().slice(0, 16)}Z, and are tried again every hour: ${oldest.error ?? 'not tried yet'}`,
        ];
  return [...cards.map(describeCard), ...undelivered, describeRuns(runs)].join('\n\n');
}

function describeRuns(runs: readonly RunRow[]): string {
  if (runs.length === 0) return 'no run yet (npm start makes one)';
  return formatTable([
    ['run', 'workflow', 'state', 'outcome', 'started', 'took'],
    ...runs.map((run) => [
      run.run_id.slice(0, 8),
      run.workflow_id,
      run.state,
      run.outcome ?? '',
      run.started_at.toISOString().slice(0, 19).replace('T', ' '),
      run.ended_at === null ? '' : formatMillis(run.ended_at.getTime() - run.started_at.getTime()),
    ]),
  ]);
}

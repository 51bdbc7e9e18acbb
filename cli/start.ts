import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { BUSINESS_CASES, type BusinessCase } from '../models/contracts/pipeline.ts';
import { loadConfig } from '../platform/config.ts';
import { sampleDirectory } from '../platform/source/default-source.ts';
import { generateSample } from '../sample/index.ts';
import { exitCodeOfSignal, untilInterrupted } from './command.ts';
import { formatCount, formatMillis } from './format.ts';
import { openBackend } from './open-backend.ts';
import { runPipelines } from './run-pipelines.ts';
import { spawnWorker } from './spawn-worker.ts';
import { serveUi } from './ui.ts';

/** Customers in each sample of `npm start`: few enough to wait for, enough for the gates to decide. */
const CUSTOMERS: Record<BusinessCase, number> = { 'trial-conversion': 9_600, 'affiliate-expansion': 3_000 };

/** `npm start`: the whole product once, on samples. */
export const startCommand = new Command('start')
  .description('generate samples, run both pipelines on them, publish, and show where everything is')
  .action(async () => {
    await prepareSamples();
    const results = await runPipelines(BUSINESS_CASES, { set: {} }, false);
    if (typeof results === 'string') process.exitCode = exitCodeOfSignal(results);
  });

/** `npm run dev`: servers, UI and a worker, until stopped. */
export const devCommand = new Command('dev')
  .description('keep servers, UI and a worker up until stopped')
  .action(async () => {
    const interrupted = untilInterrupted();
    await prepareSamples();
    const backend = await openBackend('dev', (text) => process.stdout.write(`${text}\n`));
    const worker = spawnWorker((reason) =>
      process.stdout.write(`the worker ended (${reason}); starting another\n`),
    );
    const ui = await serveUi(backend);
    try {
      process.stdout.write(`${ui.describe()}\nCtrl-C stops everything.\n`);
      await Promise.race([interrupted, worker.failed, backend.lost]);
    } finally {
      await ui.close();
      await worker.stop();
      await backend.close();
    }
  });

/** Write the sample of every pipeline that has none yet. */
async function prepareSamples(): Promise<void> {
  for (const pipeline of BUSINESS_CASES) {
    const directory = sampleDirectory(loadConfig(), pipeline);
    if (existsSync(directory)) continue;
    const startedAt = Date.now();
    const customers = CUSTOMERS[pipeline];
    await generateSample({ pipeline, directory, customers, profile: 'demo', seed: 1 });
    const time = formatMillis(Date.now() - startedAt);
    process.stdout.write(`sample of ${formatCount(customers)} customers written in ${time}: ${directory}\n`);
  }
}

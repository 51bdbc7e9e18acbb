import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { loadConfig } from '../platform/config.ts';
import { sampleDirectory } from '../platform/source/default-source.ts';
import { generateSample } from '../sample/index.ts';
import { exitCodeOfSignal, untilInterrupted } from './command.ts';
import { formatMillis } from './format.ts';
import { openBackend } from './open-backend.ts';
import { runPipeline } from './run-pipeline.ts';
import { spawnWorker } from './spawn-worker.ts';
import { serveUi } from './ui.ts';

/** Size of the sample of `npm start`: small enough to wait for, large enough for the gate to decide. */
const SAMPLE = { pipeline: 'affiliate-expansion', customers: 3_000, profile: 'demo', seed: 1 } as const;

/** `npm start`: the whole product once, on a sample. */
export const startCommand = new Command('start')
  .description('generate a sample, run the pipeline on it, publish, and show where everything is')
  .action(async () => {
    await prepareSample();
    const result = await runPipeline(SAMPLE.pipeline, { set: {} }, false);
    if (typeof result === 'string') process.exitCode = exitCodeOfSignal(result);
  });

/** `npm run dev`: servers, UI and a worker, until stopped. */
export const devCommand = new Command('dev')
  .description('keep servers, UI and a worker up until stopped')
  .action(async () => {
    const interrupted = untilInterrupted();
    await prepareSample();
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

async function prepareSample(): Promise<void> {
  const directory = sampleDirectory(loadConfig(), SAMPLE.pipeline);
  if (existsSync(directory)) return;
  const startedAt = Date.now();
  await generateSample({ ...SAMPLE, directory });
  process.stdout.write(
    `sample of ${SAMPLE.customers} customers written in ${formatMillis(Date.now() - startedAt)}: ${directory}\n`,
  );
}

// Renews test/histories/*.json by a real run of each DAG on a small sample, or of those that are named. Needed when a
// change of the workflow is meant to end the replay of runs under way; otherwise a failing replay is a fault.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBackend } from '../../cli/open-backend.ts';
import { startRun } from '../../cli/start-run.ts';
import { startWorkers } from '../../cli/start-workers.ts';
import type { PropensityInput } from '../../models/contracts/propensity-input.ts';
import type { RunInput } from '../../models/contracts/run-input.ts';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { createLogger, installTemporalLogger } from '../../platform/logging.ts';
import { waitForLock } from '../../platform/processes/file-lock.ts';
import { DirectoryStore } from '../../platform/store/directory-store.ts';
import { connectClient } from '../../platform/temporal/client.ts';
import { generateSample } from '../../sample/index.ts';
import { type DagName, pipelineOf } from '../../workflows/steps.ts';
import { RECORDED, writeHistory } from '../support/history-file.ts';
import { plantQuestion, toCsv } from '../support/plant-question.ts';

/** The history names these paths, so they must be the same on every machine. */
const ROOT = '/tmp/crosslift-history';
/** How long one recording waits for another; each takes some minutes. */
const WAIT_MILLIS = 30 * 60_000;
const CUSTOMERS = { 'trial-conversion': 6_000, 'affiliate-expansion': 1_200 } as const;
const QUESTION_ROWS = 4_000;
const DATASET = 'shop';
const AS_OF = '2022-01-01';

/** Make the source of a DAG and the input of a run on it. */
async function prepare(dag: DagName): Promise<RunInput | PropensityInput> {
  const pipeline = pipelineOf(dag);
  if (pipeline === 'propensity') {
    const source = join(ROOT, 'question.csv');
    await writeFile(source, toCsv(plantQuestion(QUESTION_ROWS, { seed: 2 }).rows));
    const columns = { id: 'customer', label: 'paid', time: 'seen_at' };
    return { source, dataset: DATASET, asOf: '2024-01-01', ...columns };
  }
  const source = join(ROOT, pipeline);
  const customers = CUSTOMERS[pipeline];
  await generateSample({ pipeline, directory: source, customers, profile: 'demo', seed: 1 });
  return { source, dataset: DATASET, asOf: AS_OF };
}

const named = process.argv.slice(2);

// Two recordings, of two clones perhaps, would delete each other's servers.
const lock = await waitForLock(`${ROOT}.lock`, WAIT_MILLIS);
await rm(ROOT, { recursive: true, force: true });
await mkdir(ROOT, { recursive: true, mode: 0o755 });
process.env.CROSSLIFT_STATE = join(ROOT, 'state');
const backend = await openBackend('history');
try {
  const { config, database, temporalAddress } = backend;
  const log = createLogger({ logLevel: 'warn' });
  installTemporalLogger(log);
  const services = { config, database, store: new DirectoryStore(config.storeDir), log };
  const workers = await startWorkers('all', services, temporalAddress);
  const client = await connectClient(config, temporalAddress);
  try {
    for (const dag of RECORDED) {
      if (named.length > 0 && !named.includes(dag)) continue;
      const input = await prepare(dag);
      const asOf = input.asOf ?? AS_OF;
      const { handle } = await startRun(client, { dag, dataset: DATASET, asOf, input });
      const { outcome } = await handle.result();
      const file = `test/histories/${dag}.json`;
      writeHistory(join(PROJECT_ROOT, file), await handle.fetchHistory());
      console.log(`${outcome}: ${file}`);
    }
  } finally {
    await client.connection.close();
    workers.shutdown();
    await workers.done;
  }
} finally {
  await backend.close();
  await rm(ROOT, { recursive: true, force: true });
  lock.close();
}

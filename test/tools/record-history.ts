// Renews test/histories/*.json by a real run of each DAG on a small sample. Needed when a change of
// the workflow is meant to end the replay of runs under way; otherwise a failing replay is a fault.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openBackend } from '../../cli/open-backend.ts';
import { startRun } from '../../cli/start-run.ts';
import { startWorkers } from '../../cli/start-workers.ts';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { createLogger, installTemporalLogger } from '../../platform/logging.ts';
import { waitForLock } from '../../platform/processes/file-lock.ts';
import { DirectoryStore } from '../../platform/store/directory-store.ts';
import { connectClient } from '../../platform/temporal/client.ts';
import { generateSample } from '../../sample/index.ts';
import { type DagName, pipelineOf, STEPS } from '../../workflows/steps.ts';
import { writeHistory } from '../support/history-file.ts';

/** The history names these paths, so they must be the same on every machine. */
const ROOT = '/tmp/crosslift-history';
/** How long one recording waits for another; each takes some minutes. */
const WAIT_MILLIS = 30 * 60_000;
const CUSTOMERS = { 'trial-conversion': 6_000, 'affiliate-expansion': 1_200 } as const;
const DATASET = 'shop';

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
    const asOf = '2022-01-01';
    for (const dag of Object.keys(STEPS) as DagName[]) {
      const pipeline = pipelineOf(dag);
      const source = join(ROOT, pipeline);
      const customers = CUSTOMERS[pipeline];
      await generateSample({ pipeline, directory: source, customers, profile: 'demo', seed: 1 });
      const input = { source, dataset: DATASET, asOf };
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

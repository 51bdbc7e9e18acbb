// Renews test/histories/*.json by a real run of each DAG on a small sample, or of those that are named. Needed when a
// change of the workflow is meant to end the replay of runs under way; otherwise a failing replay is a fault.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBackend } from '../../cli/open-backend.ts';
import { startRun } from '../../cli/start-run.ts';
import { startWorkers } from '../../cli/start-workers.ts';
import type { JourneyEvent } from '../../models/contracts/journey.ts';
import type { PropensityInput } from '../../models/contracts/propensity-input.ts';
import type { RunInput } from '../../models/contracts/run-input.ts';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { deliverEvents, type JourneyPost } from '../../platform/journeys/deliver-events.ts';
import { journeyOf, workflowIdOf } from '../../platform/journeys/journey-id.ts';
import { createLogger, installTemporalLogger } from '../../platform/logging.ts';
import { findJourneyKey } from '../../platform/postgres/journeys.ts';
import { waitForLock } from '../../platform/processes/file-lock.ts';
import { DirectoryStore } from '../../platform/store/directory-store.ts';
import { connectClient } from '../../platform/temporal/client.ts';
import { generateSample } from '../../sample/index.ts';
import { type DagName, JOURNEY, pipelineOf } from '../../workflows/steps.ts';
import { JOURNEY_HISTORY, RECORDED, writeHistory } from '../support/history-file.ts';
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

/** A trial in a few seconds: two visits, with an event told twice and one of nowhere, to its end. */
async function recordJourney(post: Pick<JourneyPost, 'database' | 'client'>) {
  const applied = Date.UTC(2021, 11, 6, 1);
  const clock = { epoch: applied, startedAt: Date.now(), speed: 72 * 450 };
  const customer = 'U1';
  const tell = (kind: JourneyEvent['kind'], id: string, hours: number, more: Partial<JourneyEvent> = {}) =>
    deliverEvents({ ...post, dataset: DATASET, clock, workflow: JOURNEY }, [
      { id, kind, customer, at: new Date(applied + hours * 3_600_000).toISOString(), ...more },
    ]);
  await tell('registered', 'r', 0, { consent: 'given' });
  await tell('check-in', 'a', 0.1, { site: '1' });
  await tell('check-out', 'b', 0.2, { site: '9' });
  await tell('check-out', 'c', 0.3, { site: '1' });
  await tell('check-out', 'c', 0.3, { site: '1' });
  await tell('check-in', 'd', 0.4, { site: '1' });
  const journey = journeyOf(await findJourneyKey(post.database, DATASET), customer);
  const handle = post.client.workflow.getHandle(workflowIdOf(journey));
  await handle.result();
  return handle.fetchHistory();
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
    if (named.length === 0 || named.includes('trial-journey')) {
      const history = await recordJourney({ database, client });
      writeHistory(join(PROJECT_ROOT, JOURNEY_HISTORY), history);
      console.log(JOURNEY_HISTORY);
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

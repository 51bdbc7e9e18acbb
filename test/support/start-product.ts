import type { Client } from '@temporalio/client';
import { openBackend } from '../../cli/open-backend.ts';
import { type RunRequest, startRun } from '../../cli/start-run.ts';
import { startWorkers } from '../../cli/start-workers.ts';
import type { RunResult } from '../../models/contracts/run.ts';
import { createLogger, installTemporalLogger } from '../../platform/logging.ts';
import type { Database } from '../../platform/postgres/database.ts';
import { DirectoryStore } from '../../platform/store/directory-store.ts';
import { connectClient } from '../../platform/temporal/client.ts';
import { removeStateDir } from '../platform/stack/stack-fixture.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

/** The whole product in this process: embedded servers, a worker for everything, a client. */
export interface Product {
  database: Database;
  client: Client;
  storeDir: string;
  run(request: RunRequest): Promise<RunResult>;
  stop(): Promise<void>;
}

/** Start it in a state directory of its own; stop it in `afterAll`. One per test file: it sets the environment. */
export async function startProduct(): Promise<Product> {
  const stateDir = createTemporaryDirectory();
  process.env.CROSSLIFT_STATE = stateDir;
  const backend = await openBackend('test');
  const { config, database, temporalAddress } = backend;
  const log = createLogger({ logLevel: 'silent' });
  installTemporalLogger(log);
  const store = new DirectoryStore(config.storeDir);
  const workers = await startWorkers('all', { config, database, store, log }, temporalAddress);
  const client = await connectClient(config, temporalAddress);
  return {
    database,
    client,
    storeDir: config.storeDir,
    run: async (request) => (await startRun(client, request)).handle.result(),
    async stop() {
      await client.connection.close();
      workers.shutdown();
      await workers.done;
      await backend.close();
      await removeStateDir(stateDir);
    },
  };
}

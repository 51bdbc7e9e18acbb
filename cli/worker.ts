import { join } from 'node:path';
import { Command, Option } from 'commander';
import { cleanScratch } from '../platform/clean-scratch.ts';
import { createLogger, installTemporalLogger } from '../platform/logging.ts';
import { DirectoryStore } from '../platform/store/directory-store.ts';
import { untilInterrupted } from './command.ts';
import { keepAlive } from './keep-alive.ts';
import { openBackend } from './open-backend.ts';
import { WORKER_LEASE } from './provide-worker.ts';
import { startWorkers, WORKER_ROLES, type WorkerRole } from './start-workers.ts';

/** `crosslift worker`: poll Temporal and do the steps, until told to stop. */
export const workerCommand = new Command('worker')
  .description('do the steps of runs until stopped')
  .addOption(new Option('--role <role>', 'which steps').choices([...WORKER_ROLES]).default('all'))
  .option('--log <file>', 'write the log there instead of stderr')
  .option('--alive <file>', 'touch it every ten seconds while Temporal and PostgreSQL answer: a health check')
  .action(async ({ role, ...files }: { role: WorkerRole } & WorkerFiles) => runWorker(role, files));

/** What a worker writes beside its work. */
interface WorkerFiles {
  log?: string;
  alive?: string;
}

/** Work until interrupted or until the stack is gone. */
async function runWorker(role: WorkerRole, files: WorkerFiles): Promise<void> {
  const interrupted = untilInterrupted();
  // A command that finds a worker of one role alone still needs the others.
  const backend = await openBackend(role === 'all' ? WORKER_LEASE : `${WORKER_LEASE} of ${role}`);
  try {
    const { config, database } = backend;
    const log = createLogger(
      config,
      files.log === undefined ? undefined : join(config.stateDir, 'logs', files.log),
    );
    installTemporalLogger(log);
    await cleanScratch(config);
    const services = { config, database, store: new DirectoryStore(config.storeDir), log };
    const workers = await startWorkers(role, services, backend.temporalAddress);
    log.info({ role, temporal: backend.temporalAddress }, 'worker is polling');
    const alive =
      files.alive === undefined
        ? undefined
        : keepAlive(files.alive, async () => {
            await workers.check();
            await database.query('select 1');
          });
    const reason = await Promise.race([interrupted, backend.lost, workers.done.then(() => 'done')]);
    log.info({ reason }, 'worker is stopping');
    alive?.stop();
    workers.shutdown();
    await workers.done;
  } finally {
    await backend.close();
  }
}

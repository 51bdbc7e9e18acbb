import { type Config, loadConfig } from '../platform/config.ts';
import { UsageError } from '../platform/errors.ts';
import { readNativeParts } from '../platform/native.ts';
import { type Database, openDatabase } from '../platform/postgres/database.ts';
import { migrateDatabase } from '../platform/postgres/migrate.ts';
import { connectStack } from '../platform/stack/connect-stack.ts';
import type { Lease } from '../platform/stack/protocol.ts';
import type { StackLease } from '../platform/stack/request-lease.ts';

/** Temporal and PostgreSQL for one command: the configured ones, or a lease on the embedded stack. */
export interface Backend {
  config: Config;
  temporalAddress: string;
  temporalUiUrl: string | undefined;
  database: Database;
  embedded: boolean;
  /** Commands that hold the embedded stack now; none where it is not ours. */
  leases(): Promise<Lease[]>;
  /** Settles with the reason when the embedded stack has gone; never where it is not ours. */
  lost: Promise<string>;
  /** Close connections and give the lease back; returns when the stack is down, if this was the last. */
  close(): Promise<void>;
}

/**
 * Open what a command needs. `TEMPORAL_ADDRESS` and `DATABASE_URL` replace the embedded servers.
 * @param role what the lease is held for
 */
export async function openBackend(
  role: string,
  onProgress: (text: string) => void = () => {},
): Promise<Backend> {
  const config = loadConfig();
  const external = config.temporal.address !== undefined && config.databaseUrl !== undefined;
  const lease = external ? undefined : await leaseStack(config, role, onProgress);
  const temporalAddress = config.temporal.address ?? lease?.temporalAddress;
  const databaseUrl = config.databaseUrl ?? lease?.databaseUrl;
  if (temporalAddress === undefined || databaseUrl === undefined)
    throw new Error('no Temporal or PostgreSQL to use');
  const database = openDatabase(databaseUrl);
  try {
    await migrateDatabase(database);
  } catch (error) {
    await database.end();
    await lease?.release({ wait: true });
    throw error;
  }
  return {
    config,
    temporalAddress,
    temporalUiUrl: config.temporal.address === undefined ? lease?.uiUrl : config.temporal.uiUrl,
    database,
    embedded: !external,
    leases: async () => (lease === undefined ? [] : lease.leases()),
    lost: lease?.closed ?? new Promise(() => {}),
    async close() {
      await database.end();
      await lease?.release({ wait: true });
    },
  };
}

async function leaseStack(
  config: Config,
  role: string,
  onProgress: (text: string) => void,
): Promise<StackLease> {
  const { temporal, postgres } = readNativeParts();
  const missing = [];
  if (!temporal.ok)
    missing.push(`no Temporal server: ${temporal.reason}. ${temporal.fix} Or set TEMPORAL_ADDRESS.`);
  if (!postgres.ok) missing.push(`no PostgreSQL: ${postgres.reason}. ${postgres.fix} Or set DATABASE_URL.`);
  if (!temporal.ok || !postgres.ok) throw new UsageError(missing.join('\n'));
  return connectStack({
    stateDir: config.stateDir,
    role,
    binaries: { temporal: temporal.path, postgresBinDir: postgres.binDir },
    onProgress,
  });
}

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { waitForLock } from '../processes/file-lock.ts';
import type { ClaimPort } from './port-book.ts';
import { initCluster, POSTGRES_USER } from './postgres-cluster.ts';
import { locatePostgresHome } from './postgres-home.ts';
import { makePostgresReachable } from './reachable-postgres.ts';
import type { StackPaths } from './stack-paths.ts';
import { type RunningServer, startServer } from './start-server.ts';

const DATABASE = 'crosslift';
const LOCK_WAIT_MS = 60_000;
const INVALID_CATALOG_NAME = '3D000';

/** A PostgreSQL that answers, and the address of its database `crosslift`. */
export interface PostgresServer extends RunningServer {
  readonly databaseUrl: string;
}

/** Starts PostgreSQL on a state directory's data (made at the first start), reachable on 127.0.0.1 only. */
export async function startPostgres(
  paths: StackPaths,
  programDir: string,
  claimPort: ClaimPort,
): Promise<PostgresServer> {
  // Held by an earlier PostgreSQL until its last backend is dead.
  const lock = await waitForLock(paths.postgresLock, LOCK_WAIT_MS);
  try {
    const home = locatePostgresHome(paths.postgresDir);
    const binDir = makePostgresReachable(programDir, home.account);
    const password = await initCluster({ home, binDir, logPath: paths.postgresLog, lock });
    // Left by a killed PostgreSQL. Its pid may be another program's by now, and then PostgreSQL would refuse to
    // start for ever; our lock is the better proof that nobody has the data open.
    rmSync(join(home.dataDir, 'postmaster.pid'), { force: true });
    const port = await claimPort('postgres');
    const urlOf = (database: string) =>
      `postgresql://${POSTGRES_USER}:${password}@127.0.0.1:${port}/${database}`;
    const server = await startServer(
      {
        name: 'PostgreSQL',
        command: join(binDir, 'postgres'),
        args: ['-D', home.dataDir, ...settingArgs(port)],
        env: { PATH: process.env.PATH, LC_ALL: 'C' },
        account: home.account,
        logPath: paths.postgresLog,
        isReady: () => ensureDatabase(urlOf),
        stopSignal: 'SIGINT',
      },
      lock,
    );
    return { ...server, databaseUrl: urlOf(DATABASE) };
  } finally {
    lock.close();
  }
}

function settingArgs(port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 60,
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Whether the database `crosslift` answers; it is created when only the server does. */
async function ensureDatabase(urlOf: (database: string) => string): Promise<boolean> {
  const answer = await query(urlOf(DATABASE), 'select 1');
  if (answer === INVALID_CATALOG_NAME) await query(urlOf('postgres'), `create database ${DATABASE}`);
  return answer === 'ok';
}

/** @returns `ok`, or the error's code: before it is ready PostgreSQL refuses in several ways. */
async function query(connectionString: string, sql: string): Promise<string> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  // A server that dies while it is asked also reports that here; the query's own failure is what counts.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(sql);
    return 'ok';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    await client.end().catch(() => {});
  }
}

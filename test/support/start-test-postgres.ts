import { chmodSync } from 'node:fs';
import { afterAll } from 'vitest';
import { readNativeParts } from '../../platform/native.ts';
import { type Database, openDatabase } from '../../platform/postgres/database.ts';
import { migrateDatabase } from '../../platform/postgres/migrate.ts';
import { openPortBook, startOnFreePorts } from '../../platform/stack/port-book.ts';
import { startPostgres } from '../../platform/stack/postgres-server.ts';
import { prepareStackPaths } from '../../platform/stack/stack-paths.ts';
import { removeStateDir } from '../platform/stack/stack-fixture.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

/** A PostgreSQL of one test file; it dies with the process, whatever ends that. */
export interface TestPostgres {
  /** The database `crosslift`, migrated. */
  database: Database;
  /** Address of that database. */
  databaseUrl: string;
  /** Stop the server in the middle of whatever is done, and start it again on the same port and data. */
  restart(): Promise<void>;
  /** Another, empty database on the same server; closed with it. */
  createDatabase(name: string): Promise<Database>;
  stop(): Promise<void>;
}

/** The migrated database of a PostgreSQL that ends with the test file; asked for once, at its top. */
export async function openTestDatabase(): Promise<Database> {
  const postgres = await startTestPostgres();
  afterAll(() => postgres.stop());
  return postgres.database;
}

/** Start a PostgreSQL of our own; stop it in `afterAll`. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const { postgres } = readNativeParts();
  if (!postgres.ok) throw new Error(`no PostgreSQL to test with: ${postgres.reason}. ${postgres.fix}`);
  const stateDir = createTemporaryDirectory();
  // The account that PostgreSQL runs as must be able to enter it.
  chmodSync(stateDir, 0o755);
  const paths = prepareStackPaths(stateDir);
  const start = () =>
    startOnFreePorts(openPortBook(paths.portsFile), (claim) => startPostgres(paths, postgres.binDir, claim));
  let server = await start();
  const { databaseUrl } = server;
  const opened: Database[] = [];
  const open = (url: string) => {
    const database = openDatabase(url);
    opened.push(database);
    return database;
  };
  const stop = async () => {
    for (const database of opened) await database.end();
    await server.stop();
    await removeStateDir(stateDir);
  };
  try {
    const database = open(databaseUrl);
    await migrateDatabase(database);
    const createDatabase = async (name: string) => {
      await database.query(`create database ${name}`);
      return open(databaseUrl.replace(/crosslift$/, name));
    };
    const restart = async () => {
      await server.stop();
      server = await start();
    };
    return { database, databaseUrl, createDatabase, restart, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

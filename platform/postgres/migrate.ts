import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestText } from '../../models/artifact-key.ts';
import { PROJECT_ROOT } from '../config.ts';
import { type Database, inTransaction } from './database.ts';

const FOLDER = join(PROJECT_ROOT, 'platform', 'postgres', 'migrations');
/** Any constant will do, as long as every process uses the same one. */
const ADVISORY_LOCK = 7_260_115;

/**
 * Bring the schema to this build's version: numbered files, each applied once, in order, in one
 * transaction under a lock, so that workers may start together.
 * @returns names of the migrations applied now
 * @throws Error when an applied migration's text has changed since, or the database is of a newer build
 */
export async function migrateDatabase(database: Database, folder = FOLDER): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return inTransaction(database, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
    await client.query('create schema if not exists crosslift');
    await client.query(
      'create table if not exists migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; digest: string }>(
      'select name, digest from migrations',
    );
    const applied = new Map(rows.map(({ name, digest }) => [name, digest]));
    const unknown = [...applied.keys()].filter((name) => !files.includes(name));
    if (unknown.length > 0) {
      throw new Error(
        `the database was migrated by a newer build (${unknown.join(', ')}); run that build or a newer one`,
      );
    }
    const added: string[] = [];
    for (const name of files) {
      const text = await readFile(join(folder, name), 'utf8');
      const digest = digestText(text);
      const before = applied.get(name);
      if (before === digest) continue;
      if (before !== undefined) {
        throw new Error(`migration ${name} was changed after it was applied; add a new migration instead`);
      }
      await client.query(text);
      await client.query('insert into migrations (name, digest) values ($1, $2)', [name, digest]);
      added.push(name);
    }
    return added;
  });
}

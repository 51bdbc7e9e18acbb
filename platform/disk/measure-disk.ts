import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Queryable } from '../postgres/database.ts';
import { measureFiles } from './measure-files.ts';

/** Bytes by what takes them; `free` is what the store's disk has left. */
export interface DiskUse {
  artifacts: number;
  publications: number;
  reports: number;
  logs: number;
  /** The whole database, wherever it is. */
  database: number;
  /** History of the embedded Temporal server. */
  temporal: number;
  free: number;
}

/** What the store, the servers and the logs take. */
export async function measureDisk(
  { stateDir, storeDir }: Pick<Config, 'stateDir' | 'storeDir'>,
  db: Queryable,
): Promise<DiskUse> {
  const { rows } = await db.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes');
  const { bavail, bsize } = await statfs(storeDir).catch(() => statfs(stateDir));
  return {
    artifacts: (await measureFiles(join(storeDir, 'artifacts'))).bytes,
    publications: (await measureFiles(join(storeDir, 'publications'))).bytes,
    reports: (await measureFiles(join(storeDir, 'reports'))).bytes,
    logs: (await measureFiles(join(stateDir, 'logs'))).bytes,
    database: rows[0]?.bytes ?? 0,
    temporal: (await measureFiles(join(stateDir, 'temporal'))).bytes,
    free: bavail * bsize,
  };
}

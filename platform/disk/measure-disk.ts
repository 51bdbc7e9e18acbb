import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Queryable } from '../postgres/database.ts';
import { errorCode } from '../store/files.ts';

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
    artifacts: await sumBytes(join(storeDir, 'artifacts')),
    publications: await sumBytes(join(storeDir, 'publications')),
    reports: await sumBytes(join(storeDir, 'reports')),
    logs: await sumBytes(join(stateDir, 'logs')),
    database: rows[0]?.bytes ?? 0,
    temporal: await sumBytes(join(stateDir, 'temporal')),
    free: bavail * bsize,
  };
}

/** Bytes of all files below a folder; 0 where there is none. What vanishes meanwhile does not count. */
async function sumBytes(folder: string): Promise<number> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const sizes = await Promise.all(
      files.map(({ parentPath, name }) => stat(join(parentPath, name)).catch(() => ({ size: 0 }))),
    );
    return sizes.reduce((sum, { size }) => sum + size, 0);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}

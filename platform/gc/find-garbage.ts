import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Queryable } from '../postgres/database.ts';
import { errorCode, listNames } from '../store/files.ts';
import type { Kept } from './list-kept.ts';

/** Something in the store that nobody needs. */
export interface Garbage {
  kind: 'artifact' | 'publication' | 'report';
  /** From the root of the store. */
  path: string;
  bytes: number;
}

/** What is younger may belong to a step that has not yet said so. */
const GRACE_MILLIS = 24 * 3_600_000;

/** Everything in the store that is not kept and has been there for a day. */
export async function findGarbage(storeDir: string, kept: Kept, db: Queryable): Promise<Garbage[]> {
  const found: Garbage[] = [];
  const consider = async (kind: Garbage['kind'], path: string) => {
    const { bytes, newest } = await measure(join(storeDir, path));
    if (newest < Date.now() - GRACE_MILLIS) found.push({ kind, path, bytes });
  };
  for (const step of await listNames(join(storeDir, 'artifacts')))
    for (const key of await listNames(join(storeDir, 'artifacts', step)))
      if (!kept.artifacts.has(`${step}/${key}`)) await consider('artifact', `artifacts/${step}/${key}`);
  for (const name of await listNames(join(storeDir, 'reports')))
    if (!kept.runs.has(name.replace(/\.html$/, ''))) await consider('report', `reports/${name}`);
  const { rows } = await db.query<{ publication_id: string; folder: string }>(
    `select publication_id, pipeline || '/' || dataset || '/v' || version || '-' || right(publication_id, 8) as folder
     from publications`,
  );
  for (const { publication_id, folder } of rows)
    if (!kept.publications.has(publication_id)) await consider('publication', `publications/${folder}`);
  return found.filter(({ bytes }) => bytes > 0);
}

/** Bytes of a file or of all files below a folder, and when the newest of them was written; nothing where there is none. */
async function measure(path: string): Promise<{ bytes: number; newest: number }> {
  try {
    const own = await stat(path);
    if (own.isFile()) return { bytes: own.size, newest: own.mtimeMs };
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const stats = await Promise.all(files.map(({ parentPath, name }) => stat(join(parentPath, name))));
    return {
      bytes: stats.reduce((sum, { size }) => sum + size, 0),
      newest: Math.max(own.mtimeMs, ...stats.map(({ mtimeMs }) => mtimeMs)),
    };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { bytes: 0, newest: 0 };
    throw error;
  }
}

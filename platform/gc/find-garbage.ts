import { join } from 'node:path';
import { measureFiles } from '../disk/measure-files.ts';
import type { Queryable } from '../postgres/database.ts';
import { isDraft } from '../source/bucket/copy-bucket.ts';
import { listNames } from '../store/files.ts';
import type { Kept } from './list-kept.ts';

/** Something in the store that nobody needs. */
export interface Garbage {
  kind: 'artifact' | 'publication' | 'report' | 'source';
  /** From the root of the store. */
  path: string;
  bytes: number;
}

/** What is younger may belong to a step that has not yet said so. */
const GRACE_MILLIS = 24 * 3_600_000;

/** Copies of a bucket's folder except the newest that is whole: what was read of them is in artifacts. */
async function listOlder(folder: string): Promise<string[]> {
  const names = await listNames(folder);
  const ages = await Promise.all(names.map((name) => measureFiles(join(folder, name))));
  const newest = Math.max(...ages.filter((_, place) => !isDraft(names[place]!)).map((age) => age.newest));
  return names.filter((name, place) => isDraft(name) || ages[place]!.newest < newest);
}

/** Everything in the store that is not kept and has been there for a day. */
export async function findGarbage(storeDir: string, kept: Kept, db: Queryable): Promise<Garbage[]> {
  const found: Garbage[] = [];
  const consider = async (kind: Garbage['kind'], path: string) => {
    const { bytes, newest } = await measureFiles(join(storeDir, path));
    if (newest < Date.now() - GRACE_MILLIS) found.push({ kind, path, bytes });
  };
  for (const step of await listNames(join(storeDir, 'artifacts')))
    for (const key of await listNames(join(storeDir, 'artifacts', step)))
      if (!kept.artifacts.has(`${step}/${key}`)) await consider('artifact', `artifacts/${step}/${key}`);
  for (const name of await listNames(join(storeDir, 'reports')))
    if (!kept.runs.has(name.replace(/\.html$/, ''))) await consider('report', `reports/${name}`);
  for (const folder of await listNames(join(storeDir, 'sources')))
    for (const version of await listOlder(join(storeDir, 'sources', folder)))
      await consider('source', `sources/${folder}/${version}`);
  const { rows } = await db.query<{ publication_id: string; folder: string }>(
    `select publication_id, pipeline || '/' || dataset || '/v' || version || '-' || right(publication_id, 8) as folder
     from publications`,
  );
  for (const { publication_id, folder } of rows)
    if (!kept.publications.has(publication_id)) await consider('publication', `publications/${folder}`);
  return found.filter(({ bytes }) => bytes > 0);
}

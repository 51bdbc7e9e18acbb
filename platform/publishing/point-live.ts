import { randomUUID } from 'node:crypto';
import { readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../store/files.ts';

/** Point the folder's `live` link at one version's files: a reader sees the old or the new ones, whole. */
export async function pointLive(folder: string): Promise<string> {
  const live = join(dirname(folder), 'live');
  if ((await currentTarget(live)) === basename(folder)) return live;
  const draft = `${live}.${randomUUID().slice(0, 8)}`;
  await symlink(basename(folder), draft);
  try {
    await rename(draft, live);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return live;
}

async function currentTarget(link: string): Promise<string | undefined> {
  try {
    return await readlink(link);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

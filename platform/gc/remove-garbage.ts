import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConflictError } from '../errors.ts';
import { errorCode } from '../store/files.ts';
import type { Garbage } from './find-garbage.ts';

/**
 * Move garbage aside, look once more whether it is garbage still, and then remove it: a run that began meanwhile may have found
 * an artifact that it can use.
 * @param isQuiet whether no run is at work
 * @throws ConflictError where one began; everything is then where it was
 */
export async function removeGarbage(
  storeDir: string,
  garbage: readonly Garbage[],
  isQuiet: () => Promise<boolean>,
): Promise<void> {
  const aside = join(storeDir, 'trash', randomUUID().slice(0, 8));
  const moved: string[] = [];
  try {
    for (const { path } of garbage) {
      await mkdir(dirname(join(aside, path)), { recursive: true });
      await rename(join(storeDir, path), join(aside, path));
      moved.push(path);
    }
    if (!(await isQuiet()))
      throw new ConflictError('a run began meanwhile: nothing was removed (try again later)');
  } catch (error) {
    for (const path of moved) await putBack(join(aside, path), join(storeDir, path));
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

/** What somebody made anew meanwhile stays. */
async function putBack(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
  });
}

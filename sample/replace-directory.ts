import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Lets `write` fill a temporary directory beside `directory`, then puts it in its place: readers see the old one
 * or the new one, never half of it. On failure the temporary directory is removed.
 */
export async function replaceDirectory<T>(
  directory: string,
  write: (staging: string) => Promise<T>,
): Promise<T> {
  const target = resolve(directory);
  await mkdir(dirname(target), { recursive: true });
  const staging = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    const next = join(staging, 'next');
    await mkdir(next);
    const result = await write(next);
    await rename(target, join(staging, 'previous')).catch(ignoreMissing);
    await rename(next, target);
    return result;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Set<string>} */
const directories = new Set();
process.on('exit', () => {
  for (const path of directories) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
});

/**
 * Runs `work` with a directory that is gone afterwards, also when the process is told to stop meanwhile.
 * @template T
 * @param {(directory: string) => Promise<T>} work
 * @param {string} [parent] existing directory @param {string} [prefix]
 * @returns {Promise<T>}
 */
export async function withTemporaryDirectory(work, parent = tmpdir(), prefix = 'crosslift-') {
  const directory = await mkdtemp(join(parent, prefix));
  directories.add(directory);
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
    directories.delete(directory);
  }
}

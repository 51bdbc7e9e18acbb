import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../store/files.ts';

/** How much there is, and when the newest of it was written, in ms since the epoch; 0 where there is nothing. */
export interface MeasuredFiles {
  bytes: number;
  newest: number;
}

const NOTHING: MeasuredFiles = { bytes: 0, newest: 0 };

/** A file, or a folder with all files below it; what is not there, or vanishes meanwhile, counts nothing. */
export async function measureFiles(path: string): Promise<MeasuredFiles> {
  const own = await ifThere(stat(path), undefined);
  if (own === undefined) return NOTHING;
  if (own.isFile()) return { bytes: own.size, newest: own.mtimeMs };
  const entries = await ifThere(readdir(path, { recursive: true, withFileTypes: true }), []);
  const files = entries.filter((entry) => entry.isFile());
  const found = await Promise.all(
    files.map(({ parentPath, name }) => ifThere(stat(join(parentPath, name)), undefined)),
  );
  return found.reduce(
    ({ bytes, newest }, file) =>
      file === undefined
        ? { bytes, newest }
        : { bytes: bytes + file.size, newest: Math.max(newest, file.mtimeMs) },
    { bytes: 0, newest: own.mtimeMs },
  );
}

async function ifThere<Found, Otherwise>(
  looking: Promise<Found>,
  otherwise: Otherwise,
): Promise<Found | Otherwise> {
  try {
    return await looking;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return otherwise;
    throw error;
  }
}

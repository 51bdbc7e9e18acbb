import { stat } from 'node:fs/promises';
import { digestFile } from './files.ts';

/** Files of some weeks; the oldest is read again when it is asked for. */
const MOST_FILES = 10_000;

/** Digests of files that this process has read from end to end, by all that a file system says of a file's state. */
const known = new Map<string, string>();

/**
 * sha256 of a file, read only where this process has not read it in this state: whoever writes to a file moves its times. What
 * decays on the disk by itself is seen by the next process, and wherever a step's result is reused.
 */
export async function digestKnownFile(path: string): Promise<string> {
  const state = await readState(path);
  const digest = known.get(state) ?? (await digestFile(path)).digest;
  remember(state, digest);
  return digest;
}

/** A file was read from end to end by somebody of this process. */
export async function rememberDigest(path: string, digest: string): Promise<void> {
  remember(await readState(path), digest);
}

function remember(state: string, digest: string): void {
  if (known.size >= MOST_FILES) known.delete(known.keys().next().value!);
  known.set(state, digest);
}

async function readState(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

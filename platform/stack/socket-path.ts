import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The shortest limit of a unix socket's path (macOS: 104 bytes with the closing zero). */
const LONGEST_BYTES = 103;

/**
 * A socket path for a state directory, in a directory that only this user can enter: under XDG_RUNTIME_DIR, else the
 * temporary directory, else /tmp, whichever is short enough and lets us in.
 */
export function makeSocketPath(stateDir: string): string {
  const name = createHash('sha256').update(stateDir).digest('hex').slice(0, 12);
  const problems: string[] = [];
  for (const parent of [process.env.XDG_RUNTIME_DIR, tmpdir(), '/tmp']) {
    if (!parent) continue;
    const directory = join(parent, `crosslift-${process.getuid?.() ?? 'user'}`);
    const path = join(directory, name);
    const problem = Buffer.byteLength(path) > LONGEST_BYTES ? 'path too long' : makePrivate(directory);
    if (problem === undefined) return path;
    problems.push(`${directory}: ${problem}`);
  }
  throw new Error(
    `no directory for the supervisor's socket (set TMPDIR to a short path): ${problems.join('; ')}`,
  );
}

/** @returns what is wrong with the directory: another user may have made it to listen in our place. */
function makePrivate(directory: string): string | undefined {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(directory);
    if (uid !== process.getuid?.()) return `owned by user ${uid}`;
    if ((mode & 0o077) !== 0) return 'open to other users (expected mode 0700)';
    return lstatSync(directory).isDirectory() ? undefined : 'not a directory';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

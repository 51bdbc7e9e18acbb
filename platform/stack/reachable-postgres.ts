import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Account, canAccess } from './server-account.ts';

/**
 * A folder of PostgreSQL's programs that an account can run: the given one, or a copy under /var/lib/crosslift when
 * the account cannot enter it (a cache in root's home, say).
 * @param binDir holds `postgres` and `initdb`; their libraries are beside it, so its parent is what is copied.
 */
export function makePostgresReachable(
  binDir: string,
  account: Account | undefined,
  sharedRoot = '/var/lib/crosslift',
): string {
  const server = join(binDir, 'postgres');
  if (!existsSync(server))
    throw new Error(`no PostgreSQL at ${server} (expected the folder of its programs)`);
  if (!account || canAccess(account, server)) return binDir;

  const { size, mtimeMs } = statSync(server);
  const digest = createHash('sha256').update(`${server} ${size} ${mtimeMs}`).digest('hex').slice(0, 12);
  const copy = join(sharedRoot, `postgres-programs-${digest}`);
  if (!existsSync(copy)) {
    const staging = `${copy}.${process.pid}.new`;
    mkdirSync(sharedRoot, { recursive: true, mode: 0o755 });
    rmSync(staging, { recursive: true, force: true });
    cpSync(dirname(binDir), staging, { recursive: true, verbatimSymlinks: true });
    moveUnlessThere(staging, copy);
  }
  return join(copy, basename(binDir));
}

function moveUnlessThere(staging: string, target: string): void {
  try {
    renameSync(staging, target);
  } catch (error) {
    // Another stack has just made the same copy.
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

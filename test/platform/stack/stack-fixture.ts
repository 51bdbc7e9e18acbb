import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { readNativeParts } from '../../../platform/native.ts';
import { tryLockFile } from '../../../platform/processes/file-lock.ts';
import type { StackOptions } from '../../../platform/stack/connect-stack.ts';
import type { StackBinaries } from '../../../platform/stack/protocol.ts';
import { prepareStackPaths } from '../../../platform/stack/stack-paths.ts';
import { killIfAlive, until } from '../processes/process-helpers.ts';

/** The programs that the bootstrap found, or undefined where it found none. */
export function findStackBinaries(): StackBinaries | undefined {
  try {
    const { temporal, postgres } = readNativeParts();
    return temporal.ok && postgres.ok
      ? { temporal: temporal.path, postgresBinDir: postgres.binDir }
      : undefined;
  } catch {
    // No bootstrap has run here.
    return undefined;
  }
}

/** A new state directory that the account of PostgreSQL can enter. */
export function makeStateDir(): string {
  const directory = mkdtempSync(join(tmpdir(), 'stack-'));
  chmodSync(directory, 0o755);
  return directory;
}

/** Ends whatever still runs on a state directory, then removes it. */
export async function removeStateDir(stateDir: string): Promise<void> {
  const paths = prepareStackPaths(stateDir);
  if (existsSync(paths.supervisorFile)) {
    const { pid, socket } = JSON.parse(readFileSync(paths.supervisorFile, 'utf8'));
    const lock = tryLockFile(paths.lock);
    // A lock that is held proves that the pid is still the supervisor's.
    if (lock) lock.close();
    else killIfAlive(pid);
    rmSync(socket, { force: true });
  }
  await until(`the locks of ${stateDir} are free`, () => listHeldLocks(stateDir).length === 0);
  const note = join(paths.postgresDir, 'location.json');
  if (existsSync(note)) {
    rmSync(dirname(JSON.parse(readFileSync(note, 'utf8')).directory), { recursive: true, force: true });
  }
  rmSync(stateDir, { recursive: true, force: true });
}

/** Which locks of a state directory are held: each by the process that it is named after, or by its children. */
export function listHeldLocks(stateDir: string): string[] {
  const { lock, temporalLock, postgresLock } = prepareStackPaths(stateDir);
  return [lock, temporalLock, postgresLock]
    .filter((path) => {
      const mine = tryLockFile(path);
      mine?.close();
      return mine === undefined;
    })
    .map((path) => basename(path, '.lock'));
}

/** Arguments for `connectStack`. */
export function stackOptions(stateDir: string, role = 'test'): StackOptions {
  const binaries = findStackBinaries() ?? { temporal: '/absent', postgresBinDir: '/absent' };
  return { stateDir, role, binaries };
}

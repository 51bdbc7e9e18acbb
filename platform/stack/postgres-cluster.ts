import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FileLock } from '../processes/file-lock.ts';
import { openLogFile } from '../processes/log-file.ts';
import { spawnBound } from '../processes/spawn-bound.ts';
import type { PostgresHome } from './postgres-home.ts';

/** Kept inside the data directory, so that data and password can never be parted. */
const PASSWORD_FILE = 'crosslift.password';

/** The owner of the databases. */
export const POSTGRES_USER = 'crosslift';

/** What `initCluster` needs; `lock` is the lock of the data, held while the cluster is made. */
export interface ClusterRequest {
  readonly home: PostgresHome;
  readonly binDir: string;
  readonly logPath: string;
  readonly lock: FileLock;
}

/**
 * Makes the data directory unless it is there: beside its place, then renamed, so that a kill on the way leaves
 * nothing that looks complete.
 * @returns the password of the user `crosslift`.
 */
export async function initCluster(request: ClusterRequest): Promise<string> {
  const { directory, dataDir, account } = request.home;
  const staging = join(directory, 'data.new');
  const stagedPassword = join(directory, 'password.new');
  rmSync(staging, { recursive: true, force: true });
  rmSync(stagedPassword, { force: true });
  if (existsSync(dataDir)) return readFileSync(join(dataDir, PASSWORD_FILE), 'utf8');

  const password = randomBytes(24).toString('base64url');
  writeFileSync(stagedPassword, password, { mode: 0o600, flag: 'wx' });
  mkdirSync(staging, { mode: 0o700 });
  if (account) {
    chownSync(stagedPassword, account.uid, account.gid);
    chownSync(staging, account.uid, account.gid);
  }
  await runInitdb(request, staging, stagedPassword);
  renameSync(stagedPassword, join(staging, PASSWORD_FILE));
  chmodSync(staging, 0o700);
  renameSync(staging, dataDir);
  return password;
}

async function runInitdb(request: ClusterRequest, dataDir: string, passwordFile: string): Promise<void> {
  const log = openLogFile(request.logPath);
  const args = [
    ['-D', dataDir],
    ['--username', POSTGRES_USER],
    ['--pwfile', passwordFile],
    ['--auth', 'scram-sha-256'],
    // Without these a system whose LANG is C gets SQL_ASCII, which counts bytes instead of letters.
    ['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
  ].flat();
  const child = spawnBound(join(request.binDir, 'initdb'), args, {
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    ...request.home.account,
    stdio: ['ignore', log.fd, log.fd, request.lock.fd],
  });
  log.close();
  const [code, signal] = await once(child, 'exit');
  if (code !== 0) throw new Error(`initdb ended with ${signal ?? `code ${code}`}\n${log.tail()}`.trimEnd());
}

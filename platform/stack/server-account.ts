import { spawnSync } from 'node:child_process';

/** A system account that a server runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The account for a server that refuses to run as root: `postgres`, else `nobody`. */
export function findServerAccount(): Account {
  for (const name of ['postgres', 'nobody']) {
    const uid = readId('-u', name);
    const gid = readId('-g', name);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL refuses to run as root: add a user named postgres, or start Crosslift as another user',
  );
}

/** Whether an account may enter a directory or run a program, as the kernel sees it. */
export function canAccess(account: Account, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { ...account, cwd: '/' }).status === 0;
}

function readId(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : undefined;
}

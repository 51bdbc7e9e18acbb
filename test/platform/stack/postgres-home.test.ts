import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locatePostgresHome } from '../../../platform/stack/postgres-home.ts';
import { canAccess } from '../../../platform/stack/server-account.ts';

const isRoot = process.getuid?.() === 0;
let base: string;
let postgresDir: string;
let sharedRoot: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'pg-home-'));
  chmodSync(base, 0o755);
  postgresDir = join(base, 'state/postgres');
  sharedRoot = join(base, 'shared');
  mkdirSync(postgresDir, { recursive: true });
});
afterEach(() => rmSync(base, { recursive: true }));

describe.skipIf(isRoot)('as an ordinary user', () => {
  it('is in the state directory, run by this user', () => {
    const home = { directory: postgresDir, dataDir: join(postgresDir, 'data') };
    expect(locatePostgresHome(postgresDir, sharedRoot)).toEqual(home);
  });
});

describe.skipIf(!isRoot)('as root (PostgreSQL runs as another account)', () => {
  it('is in the state directory where the account can enter it', () => {
    const { directory, account } = locatePostgresHome(postgresDir, sharedRoot);
    expect(directory).toBe(postgresDir);
    expect(account?.uid).toBeGreaterThan(0);
  });

  it('is elsewhere when an ancestor is closed, with a note, and stays there', () => {
    chmodSync(join(base, 'state'), 0o700);
    const home = locatePostgresHome(postgresDir, sharedRoot);
    expect(home.directory.startsWith(`${sharedRoot}/`)).toBe(true);
    expect(home.account && canAccess(home.account, home.directory)).toBe(true);
    expect(JSON.parse(readFileSync(join(postgresDir, 'location.json'), 'utf8'))).toEqual({
      directory: home.directory,
      why: `user ${home.account?.uid}, which PostgreSQL runs as, cannot enter ${postgresDir}`,
    });
    chmodSync(join(base, 'state'), 0o755);
    expect(locatePostgresHome(postgresDir, sharedRoot)).toEqual(home);
  });

  it('does not find the data of a removed state directory again', () => {
    chmodSync(join(base, 'state'), 0o700);
    const before = locatePostgresHome(postgresDir, sharedRoot);
    rmSync(postgresDir, { recursive: true });
    mkdirSync(postgresDir);
    expect(locatePostgresHome(postgresDir, sharedRoot).directory).not.toBe(before.directory);
  });

  it('belongs to the owner of existing data', () => {
    const dataDir = join(postgresDir, 'data');
    mkdirSync(dataDir);
    chownSync(dataDir, 12_345, 23_456);
    expect(locatePostgresHome(postgresDir, sharedRoot).account).toEqual({ uid: 12_345, gid: 23_456 });
  });
});

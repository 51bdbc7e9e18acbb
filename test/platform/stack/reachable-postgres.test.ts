import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePostgresReachable } from '../../../platform/stack/reachable-postgres.ts';
import { canAccess, findServerAccount } from '../../../platform/stack/server-account.ts';

let base: string;
let binDir: string;
let sharedRoot: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'pg-bin-'));
  chmodSync(base, 0o755);
  binDir = join(base, 'cache/native/bin');
  sharedRoot = join(base, 'shared');
  mkdirSync(binDir, { recursive: true });
  mkdirSync(join(base, 'cache/native/lib'));
  writeFileSync(join(binDir, 'postgres'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(base, 'cache/native/lib/libpq.so.5.18'), '');
  symlinkSync('libpq.so.5.18', join(base, 'cache/native/lib/libpq.so.5'));
});
afterEach(() => rmSync(base, { recursive: true }));

it('says where it looked', () => {
  expect(() => makePostgresReachable('/no/such', undefined)).toThrow('no PostgreSQL at /no/such/postgres');
});

it('uses the programs where they are for this user', () => {
  expect(makePostgresReachable(binDir, undefined, sharedRoot)).toBe(binDir);
});

describe.skipIf(process.getuid?.() !== 0)('as root (PostgreSQL runs as another account)', () => {
  it('uses programs where they are when the account can run them', () => {
    expect(makePostgresReachable(binDir, findServerAccount(), sharedRoot)).toBe(binDir);
    expect(existsSync(sharedRoot)).toBe(false);
  });

  it('copies programs with their libraries when the account cannot, once', () => {
    const account = findServerAccount();
    chmodSync(join(base, 'cache'), 0o700);
    const copy = makePostgresReachable(binDir, account, sharedRoot);
    expect(copy).not.toBe(binDir);
    expect(canAccess(account, join(copy, 'postgres'))).toBe(true);
    expect(readlinkSync(join(copy, '../lib/libpq.so.5'))).toBe('libpq.so.5.18');
    writeFileSync(join(copy, 'mark'), '');
    expect(makePostgresReachable(binDir, account, sharedRoot)).toBe(copy);
    expect(existsSync(join(copy, 'mark'))).toBe(true);
  });
});

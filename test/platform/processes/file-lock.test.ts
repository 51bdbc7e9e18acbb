import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { tryLockFile, waitForLock } from '../../../platform/processes/file-lock.ts';

const directory = mkdtempSync(join(tmpdir(), 'file-lock-'));
afterAll(() => rmSync(directory, { recursive: true }));

it('gives a lock to one holder at a time', () => {
  const path = join(directory, 'one');
  const first = tryLockFile(path);
  expect(first).toBeDefined();
  expect(tryLockFile(path)).toBeUndefined();
  first?.close();
  const second = tryLockFile(path);
  expect(second).toBeDefined();
  second?.close();
});

it('stays locked while a child that inherited it lives, and is free when the child is killed', async () => {
  const path = join(directory, 'inherited');
  const lock = tryLockFile(path);
  const child = spawn('sleep', ['600'], { stdio: ['ignore', 'ignore', 'ignore', lock?.fd] });
  try {
    lock?.close();
    expect(tryLockFile(path)).toBeUndefined();
    const waiting = waitForLock(path, 30_000);
    child.kill('SIGKILL');
    (await waiting).close();
  } finally {
    child.kill('SIGKILL');
  }
});

it('says which file stayed locked', async () => {
  const path = join(directory, 'busy');
  const lock = tryLockFile(path);
  await expect(waitForLock(path, 0)).rejects.toThrow(`${path} is still locked after 0 s`);
  lock?.close();
});

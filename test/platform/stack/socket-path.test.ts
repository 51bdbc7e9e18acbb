import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { makeSocketPath } from '../../../platform/stack/socket-path.ts';

const directory = mkdtempSync(join(tmpdir(), 'sp-'));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(directory, { recursive: true }));

it('is one short path per state directory, closed to other users', () => {
  vi.stubEnv('XDG_RUNTIME_DIR', directory);
  const path = makeSocketPath('/some/state');
  expect(path.startsWith(directory)).toBe(true);
  expect(makeSocketPath('/some/state')).toBe(path);
  expect(makeSocketPath('/other/state')).not.toBe(path);
  expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
});

it('goes elsewhere when the directory is too deep for a socket', () => {
  vi.stubEnv('XDG_RUNTIME_DIR', join(directory, 'deep/'.repeat(20)));
  const path = makeSocketPath('/some/state');
  expect(path.startsWith(directory)).toBe(false);
  expect(Buffer.byteLength(path)).toBeLessThan(104);
});

it('does not trust a directory that others can enter', () => {
  const open = join(directory, 'open');
  mkdirSync(open);
  vi.stubEnv('XDG_RUNTIME_DIR', open);
  const trusted = join(makeSocketPath('/some/state'), '..');
  expect(trusted.startsWith(open)).toBe(true);
  chmodSync(trusted, 0o755);
  expect(makeSocketPath('/some/state').startsWith(open)).toBe(false);
});

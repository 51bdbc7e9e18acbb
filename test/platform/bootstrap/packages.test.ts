import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const { packagesInstalled } = await import(
  new URL('../../../platform/bootstrap/packages.mjs', import.meta.url).href
);

const zod = { version: '4.6.7', integrity: 'sha512-zod' };
const vitest = { version: '4.1.12', integrity: 'sha512-vitest', dev: true };
const darwin = { version: '18.4.0', integrity: 'sha512-darwin', optional: true };
const lock = {
  '': { version: '0.1.0' },
  'node_modules/zod': zod,
  'node_modules/vitest': vitest,
  'node_modules/darwin': darwin,
};

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'crosslift-test-'));
  await mkdir(join(root, 'node_modules'));
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ packages: lock }));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test.each([
  [
    'everything',
    { 'node_modules/zod': zod, 'node_modules/vitest': vitest, 'node_modules/darwin': darwin },
    true,
  ],
  ['no package of another platform', { 'node_modules/zod': zod, 'node_modules/vitest': vitest }, true],
  ['no package', {}, false],
  [
    'another version',
    { 'node_modules/zod': { ...zod, version: '4.6.6' }, 'node_modules/vitest': vitest },
    false,
  ],
  [
    'other bytes',
    { 'node_modules/zod': { ...zod, integrity: 'sha512-x' }, 'node_modules/vitest': vitest },
    false,
  ],
])('node_modules with %s: %s → %s', async (_, packages, expected) => {
  await writeFile(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  expect(packagesInstalled(root, true)).toBe(expected);
});

test('an installation without development packages will do, except for tests', async () => {
  const packages = { 'node_modules/zod': zod };
  await writeFile(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  expect([packagesInstalled(root, false), packagesInstalled(root, true)]).toEqual([true, false]);
});

test('an installation that was killed left no record', () => {
  expect(packagesInstalled(root, false)).toBe(false);
});

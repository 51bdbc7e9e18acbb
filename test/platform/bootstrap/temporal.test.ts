import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const { provideTemporal } = await import(
  new URL('../../../platform/bootstrap/temporal.mjs', import.meta.url).href
);

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'crosslift-test-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A `temporal` that only tells its version, and the context in which it is on PATH. */
async function withTemporal(version: string, env: Record<string, string> = {}) {
  const path = join(directory, 'temporal');
  await writeFile(path, `#!/bin/sh\necho 'temporal version ${version}'\n`);
  await chmod(path, 0o755);
  const packages = Promise.reject(new Error('no packages here'));
  packages.catch(() => {});
  const context = {
    root: directory,
    cacheRoot: join(directory, 'cache'),
    env: { PATH: directory, ...env },
    note: () => {},
    packages,
  };
  return { path, context };
}

test.each([
  ['1.5.1 (Server 1.29.1, UI 2.42.1)', '1.5.1'],
  ['2.0.0 (Server 1.30.0, UI 2.50.0)', '2.0.0'],
  ['0.0.0-DEV (Server 2.0.0, UI 2.42.1)', 'dev+server.2.0.0'],
])('%s on PATH is used', async (printed, version) => {
  const { path, context } = await withTemporal(printed);
  expect(await provideTemporal(context)).toMatchObject({
    version,
    detail: 'on PATH',
    files: [path],
    value: { version, path },
  });
});

test.each(['1.0.0 (Server 1.24.2, UI 2.28.0)', '1.4.0 (Server 1.28.9)', 'unknown'])(
  '%s on PATH is too old: says so, and goes on to the next source',
  async (printed) => {
    const { context } = await withTemporal(printed);
    const { tried } = await provideTemporal(context).catch((error: unknown) => error);
    expect(tried[0]).toContain(printed);
    expect(tried[0]).toContain('expected a server of 1.29.1 or newer');
    expect(tried[1]).toBe('go install temporal@v1.5.1: no go on PATH');
    expect(tried).toHaveLength(3);
  },
);

test('an override that does not work is an error, never a silent change to another source', async () => {
  const override = { CROSSLIFT_TEMPORAL: '/no/such/temporal' };
  const { context } = await withTemporal('1.5.1 (Server 1.29.1)', override);
  await expect(provideTemporal(context)).rejects.toMatchObject({
    tried: [expect.stringMatching(/^CROSSLIFT_TEMPORAL: .*ENOENT/)],
  });
});

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const { ensureEntry, entryDirectory, readStamp, resolveCacheRoot } = await import(
  new URL('../../../platform/bootstrap/cache.mjs', import.meta.url).href
);

describe('the place of the cache', () => {
  test.each([
    ['the override wins', { CROSSLIFT_CACHE: '/data/cache', XDG_CACHE_HOME: '/xdg' }, 0, '/data/cache'],
    ['root keeps it where the postgres user can read', { XDG_CACHE_HOME: '/xdg' }, 0, '/var/cache/crosslift'],
    ['others follow XDG', { XDG_CACHE_HOME: '/xdg' }, 1000, '/xdg/crosslift'],
    ['a relative XDG path does not count', { XDG_CACHE_HOME: 'xdg' }, 1000, '/home/kim/.cache/crosslift'],
    ['or their home', {}, 1000, '/home/kim/.cache/crosslift'],
  ])('%s', (_, env, uid, expected) => {
    expect(resolveCacheRoot({ env, uid, home: '/home/kim' })).toBe(expected);
  });
});

describe('an entry', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'crosslift-test-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const build = async (staging: string) => {
    await writeFile(join(staging, 'library'), 'eight by');
    return { version: '1.2', files: ['library'] };
  };
  const entryOf = (part: string): string => entryDirectory(join(root, 'cache'), part, '1.2');

  test('is built once and then found', async () => {
    const entry = entryOf('once');
    expect(entry).toBe(join(root, 'cache', `once-1.2-${process.platform}-${process.arch}`));
    const stamp = { version: '1.2', files: [{ path: 'library', size: 8 }] };
    expect(await ensureEntry(entry, build)).toEqual({ stamp, built: true });
    expect(await ensureEntry(entry, build)).toEqual({ stamp, built: false });
  });

  test('is not there when its build fails, and nothing is left over', async () => {
    const entry = entryOf('failing');
    const failing = async (staging: string) => {
      await build(staging);
      throw new Error('does not load');
    };
    await expect(ensureEntry(entry, failing)).rejects.toThrow('does not load');
    expect(existsSync(entry)).toBe(false);
    expect((await readdir(join(root, 'cache'))).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('is rebuilt when a file was cut short', async () => {
    const entry = entryOf('cut');
    await ensureEntry(entry, build);
    await truncate(join(entry, 'library'), 3);
    expect(await readStamp(entry)).toBeUndefined();
    expect(await ensureEntry(entry, build)).toMatchObject({ built: true });
    expect(await readStamp(entry)).toMatchObject({ version: '1.2' });
  });

  test('is built by one of several that want it at once', async () => {
    const entry = entryOf('raced');
    const results = await Promise.all([1, 2, 3].map(() => ensureEntry(entry, build)));
    expect(results.map(({ built }) => built).sort()).toEqual([false, false, true]);
  });

  test('removes what a killed build left long ago, not what another is building now', async () => {
    const [old, fresh] = ['.building-old', '.building-fresh'].map((name) => join(root, 'cache', name));
    for (const path of [old, fresh]) await mkdir(path!, { recursive: true });
    await utimes(old!, 0, 0);
    await ensureEntry(entryOf('next'), build);
    expect([existsSync(old!), existsSync(fresh!)]).toEqual([false, true]);
    await rm(fresh!, { recursive: true });
  });
});

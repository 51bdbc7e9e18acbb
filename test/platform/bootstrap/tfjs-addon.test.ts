import { mkdir, mkdtemp, readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const { ADDON, linkAddon, nameLibraries } = await import(
  new URL('../../../platform/bootstrap/tfjs-addon.mjs', import.meta.url).href
);

let root = '';
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'crosslift-test-')));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe.runIf(process.platform === 'linux')('library names', () => {
  test('the wheel’s libraries get the names that the linker looks for', async () => {
    await writeFile(join(root, 'libtensorflow_cc.so.2'), '');
    await writeFile(join(root, 'libtensorflow_framework.so.2'), '');
    await nameLibraries(root);
    expect(await readlink(join(root, 'libtensorflow.so'))).toBe('libtensorflow_cc.so.2');
    expect(await readlink(join(root, 'libtensorflow_framework.so'))).toBe('libtensorflow_framework.so.2');
  });

  test('a directory without them is an error that names it', async () => {
    await writeFile(join(root, 'libtensorflow_framework.so.2'), '');
    await expect(nameLibraries(root)).rejects.toThrow(`${root}: no libtensorflow.so`);
  });
});

describe('the link in node_modules', () => {
  const seen = () => readFile(join(root, 'node_modules/@tensorflow/tfjs-node', ADDON), 'utf8');

  async function entry(name: string) {
    const directory = join(root, name);
    await mkdir(join(directory, 'lib/napi-v8'), { recursive: true });
    await writeFile(join(directory, ADDON), name);
    return directory;
  }

  beforeEach(() => mkdir(join(root, 'node_modules/@tensorflow/tfjs-node'), { recursive: true }));

  test('leads to the entry, again and again, and follows to a newer one', async () => {
    await linkAddon(root, await entry('old'));
    await linkAddon(root, join(root, 'old'));
    expect(await seen()).toBe('old');
    await linkAddon(root, await entry('new'));
    expect(await seen()).toBe('new');
  });

  test('replaces what a failed installation left there', async () => {
    await mkdir(join(root, 'node_modules/@tensorflow/tfjs-node/lib/napi-v8'), { recursive: true });
    await linkAddon(root, await entry('cached'));
    expect(await seen()).toBe('cached');
  });
});

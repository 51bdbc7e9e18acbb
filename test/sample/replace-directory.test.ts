import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replaceDirectory } from '../../sample/replace-directory.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'replace-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('a write that fails half way leaves the old directory and no staging', async () => {
  const target = join(root, 'source');
  await mkdir(target);
  await writeFile(join(target, 'old.csv'), 'old');
  const failing = replaceDirectory(target, async (staging) => {
    await writeFile(join(staging, 'new.csv'), 'half');
    throw new Error('disk full');
  });
  await expect(failing).rejects.toThrow('disk full');
  expect(await readdir(target)).toEqual(['old.csv']);
  expect(await readdir(root)).toEqual(['source']);
});

test('the target appears only when everything is written', async () => {
  const target = join(root, 'fresh');
  await replaceDirectory(target, async (staging) => {
    await writeFile(join(staging, 'new.csv'), 'whole');
    expect(await readdir(root)).not.toContain('fresh');
  });
  expect(await readdir(target)).toEqual(['new.csv']);
});

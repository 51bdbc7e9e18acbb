import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measureFiles } from '../../../platform/disk/measure-files.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('adds up all files below a folder and knows the newest, and finds nothing where there is none', async () => {
  const root = makeTemporaryDirectory();
  mkdirSync(join(root, 'fit/k1'), { recursive: true });
  writeFileSync(join(root, 'fit/k1/model.json'), '12345');
  writeFileSync(join(root, 'fit/manifest.json'), '123');
  utimesSync(join(root, 'fit/k1/model.json'), 2_000, 2_000);
  for (const path of ['fit/manifest.json', 'fit']) utimesSync(join(root, path), 1_000, 1_000);
  // A link's target is measured where it stands.
  symlinkSync(join(root, 'fit/k1'), join(root, 'live'));
  expect(await measureFiles(join(root, 'fit'))).toEqual({ bytes: 8, newest: 2_000_000 });
  expect(await measureFiles(join(root, 'fit/manifest.json'))).toEqual({ bytes: 3, newest: 1_000_000 });
  expect((await measureFiles(root)).bytes).toBe(8);
  expect(await measureFiles(join(root, 'absent'))).toEqual({ bytes: 0, newest: 0 });
});

it('does not mind what vanishes while it looks', async () => {
  const root = makeTemporaryDirectory();
  for (let place = 0; place < 200; place++) writeFileSync(join(root, `${place}`), '1');
  const measured = measureFiles(root);
  rmSync(root, { recursive: true });
  expect((await measured).bytes).toBeLessThanOrEqual(200);
});

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Bucket } from '../../../../platform/source/bucket/bucket.ts';
import { copyBucket } from '../../../../platform/source/bucket/copy-bucket.ts';
import { makeTemporaryDirectory } from '../../../support/temporary-directory.ts';

const OBJECT = { name: 'x.csv', etag: '"1"', bytes: 2 };

it.each(['../../', `${'long/'.repeat(200)}`])('stays below its root for the folder %.12s', async (prefix) => {
  const root = makeTemporaryDirectory();
  const bucket: Bucket = {
    list: async () => [OBJECT],
    download: async (_place, _object, path) => writeFileSync(path, 'x\n'),
  };
  const directory = await copyBucket({ bucket: 'acme', prefix }, { bucket, root });
  expect(directory.startsWith(join(root, 'acme-'))).toBe(true);
  expect(readdirSync(directory).sort()).toEqual(['.objects.json', 'x.csv']);
});

it('leaves nothing of a copy that could not be made', async () => {
  const root = makeTemporaryDirectory();
  const bucket: Bucket = {
    list: async () => [OBJECT, { ...OBJECT, name: 'y.csv' }],
    download: async (_place, { name }, path) => {
      if (name === 'y.csv') throw new Error('the line is cut');
      writeFileSync(path, 'x\n');
    },
  };
  await expect(copyBucket({ bucket: 'acme', prefix: '' }, { bucket, root })).rejects.toThrow(
    'the line is cut',
  );
  const [folder] = readdirSync(root);
  expect(readdirSync(join(root, folder!))).toEqual([]);
});

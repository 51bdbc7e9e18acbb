import { renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digestText } from '../../../models/artifact-key.ts';
import { digestKnownFile, rememberDigest } from '../../../platform/store/known-digests.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('reads a file anew when somebody wrote to it', async () => {
  const root = makeTemporaryDirectory();
  const path = join(root, 'table.parquet');
  writeFileSync(path, 'first');
  expect(await digestKnownFile(path)).toBe(digestText('first'));

  // As many bytes, and a clock that was set back: the change itself has a time, too.
  const { atime, mtime } = statSync(path);
  writeFileSync(path, 'other');
  utimesSync(path, atime, mtime);
  expect(await digestKnownFile(path)).toBe(digestText('other'));
});

it('takes the word of whoever has read a file, wherever its folder is moved to', async () => {
  const root = makeTemporaryDirectory();
  const path = join(root, 'table.parquet');
  writeFileSync(path, 'first');
  await rememberDigest(path, 'told by who read it');
  expect(await digestKnownFile(path)).toBe('told by who read it');
  const moved = `${root}-moved`;
  renameSync(root, moved);
  expect(await digestKnownFile(join(moved, 'table.parquet'))).toBe('told by who read it');
  renameSync(moved, root);
});

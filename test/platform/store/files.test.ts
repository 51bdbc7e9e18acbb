import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digestFile, errorCode, syncPath } from '../../../platform/store/files.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('digests bytes and counts them', async () => {
  const path = join(makeTemporaryDirectory(), 'abc');
  writeFileSync(path, 'abc');
  expect(await digestFile(path)).toEqual({
    digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    bytes: 3,
  });
});

it('digests a file of more than one chunk: a million letters a, as in FIPS 180-4', async () => {
  const path = join(makeTemporaryDirectory(), 'a');
  writeFileSync(path, 'a'.repeat(1_000_000));
  expect((await digestFile(path)).digest).toBe(
    'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
  );
  writeFileSync(path, Buffer.alloc(3_000_000, 'a'));
  expect((await digestFile(path)).bytes).toBe(3_000_000);
});

it('stops when told to', async () => {
  const path = join(makeTemporaryDirectory(), 'abc');
  writeFileSync(path, 'abc');
  await expect(digestFile(path, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});

it('syncs files and directories, and says when there is none', async () => {
  const directory = makeTemporaryDirectory();
  mkdirSync(join(directory, 'stage'));
  await syncPath(join(directory, 'stage'));
  const missing = await syncPath(join(directory, 'absent')).catch((error: unknown) => error);
  expect(errorCode(missing)).toBe('ENOENT');
});

it.each([new Error('plain'), 'text', null])('knows no code of %s', (thrown) => {
  expect(errorCode(thrown)).toBeUndefined();
});

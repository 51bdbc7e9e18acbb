import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DirectoryStore } from '../../../platform/store/directory-store.ts';
import { digestFile } from '../../../platform/store/files.ts';
import { verifyArtifact } from '../../../platform/store/verify-artifact.ts';
import { artifact } from '../../models/contracts/examples.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('passes the bytes that were released, and says whether others are there or none', async () => {
  const root = makeTemporaryDirectory();
  const path = join(root, 'model.json');
  writeFileSync(path, 'released');
  const { digest } = await digestFile(path);
  const released = { ...artifact('model'), uri: 'store:model.json', digest };
  const store = new DirectoryStore(root);
  await expect(verifyArtifact(store, released)).resolves.toBeUndefined();
  writeFileSync(path, 'changed');
  await expect(verifyArtifact(store, released)).rejects.toThrow(/^its file has changed: digest/);
  rmSync(path);
  await expect(verifyArtifact(store, released)).rejects.toMatchObject({
    name: 'CorruptArtifactError',
    message: 'its file is gone (store:model.json)',
  });
});

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadBinaryModel } from '../../../activities/binary/load-binary-model.ts';
import { writeModelFile } from '../../../platform/matrices/model-file.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('refuses a file of another kind of model', async () => {
  const path = join(makeTemporaryDirectory(), 'model.json');
  await writeModelFile(path, { format: 'next-affiliate-net/1', json: null, weights: {} });
  await expect(loadBinaryModel(path)).rejects.toThrow(
    'invalid model format: next-affiliate-net/1 (expected recipe/1)',
  );
});

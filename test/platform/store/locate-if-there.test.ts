import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { locateIfThere } from '../../../platform/store/locate-if-there.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('finds the file of an artifact, and nothing where it is gone or was never made', async () => {
  const path = join(makeTemporaryDirectory(), 'sites.parquet');
  const store = { locate: () => path };
  expect(await locateIfThere(store, { uri: 'store:artifacts/sites' })).toBeUndefined();
  writeFileSync(path, '');
  expect(await locateIfThere(store, { uri: 'store:artifacts/sites' })).toBe(path);
  expect(await locateIfThere(store, undefined)).toBeUndefined();
});

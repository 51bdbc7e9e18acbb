import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digestText } from '../../../models/artifact-key.ts';
import { locateIfThere } from '../../../platform/store/locate-if-there.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('finds the file of an artifact, and nothing where it is gone, has changed or was never made', async () => {
  const path = join(makeTemporaryDirectory(), 'sites.parquet');
  const store = { locate: () => path };
  const sites = { uri: 'store:artifacts/sites', digest: digestText('as committed') };
  expect(await locateIfThere(store, sites)).toBeUndefined();
  writeFileSync(path, 'as committed');
  expect(await locateIfThere(store, sites)).toBe(path);
  writeFileSync(path, 'as comitted?');
  expect(await locateIfThere(store, sites)).toBeUndefined();
  expect(await locateIfThere(store, undefined)).toBeUndefined();
});

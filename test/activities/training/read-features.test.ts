import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readFeatures } from '../../../activities/training/read-features.ts';
import { SPECS } from '../../models/recipes/planted-examples.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('reads specs, and refuses a feature of no kind that there is', async () => {
  const path = join(makeTemporaryDirectory(), 'features.json');
  writeFileSync(path, JSON.stringify(SPECS));
  expect(await readFeatures(path)).toEqual(SPECS);
  writeFileSync(path, JSON.stringify([{ name: 'visits', kind: 'guess' }]));
  await expect(readFeatures(path)).rejects.toThrow('kind');
});

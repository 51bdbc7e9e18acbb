import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { HybridModel } from '../../../models/recommender/hybrid-model.ts';
import { readHybridFile, writeHybridFile } from '../../../platform/matrices/hybrid-file.ts';
import { writeModelFile } from '../../../platform/matrices/model-file.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';

const directory = createTemporaryDirectory();
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const sketch = (first: number): HybridModel => ({
  size: 2,
  customerTable: Float32Array.of(first, 0.2, 0.3, 0.4),
  productTable: Float32Array.of(-1, 1e-7),
  productBias: Float32Array.of(5),
  knownCustomers: Uint8Array.of(1, 0),
  knownProducts: Uint8Array.of(1),
});

it.each([
  [
    'of two cuts',
    new Map([
      [-184, sketch(0.1)],
      [-92, sketch(0.7)],
    ]),
  ],
  ['of none', new Map<number, HybridModel>()],
])('reads back models %s to the bit', async (name, models) => {
  const path = join(directory, `${name}.json`);
  await writeHybridFile(path, models);
  expect(await readHybridFile(path)).toEqual(models);
});

it('refuses another kind of model', async () => {
  const path = join(directory, 'other.json');
  await writeModelFile(path, { format: 'next-affiliate/1', json: {}, weights: {} });
  await expect(readHybridFile(path)).rejects.toThrow(
    'invalid hybrid models: next-affiliate/1 (expected hybrids/1)',
  );
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SavedModel } from '../../../models/estimators/learner.ts';
import { readModelFile, writeModelFile } from '../../../platform/matrices/model-file.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const model = (): SavedModel => ({
  format: 'next-affiliate-net/1',
  json: { affiliates: ['A01', '한글'], temperature: 1.25 },
  weights: {
    dense: { shape: [2, 2], values: Float32Array.of(0.1, -0, 1e-40, 3) },
    bias: { shape: [1], values: Float32Array.of(7) },
    empty: { shape: [0, 4], values: new Float32Array(0) },
  },
});

it('returns what was written, bit for bit', async () => {
  const path = join(makeTemporaryDirectory(), 'model.json');
  await writeModelFile(path, model());
  expect(await readModelFile(path)).toEqual(model());
});

it('gives equal models equal bytes, and others others', async () => {
  const directory = makeTemporaryDirectory();
  const bytesOf = async (saved: SavedModel) => {
    await writeModelFile(join(directory, 'model.json'), saved);
    return readFileSync(join(directory, 'model.json'), 'hex');
  };
  const bytes = await bytesOf(model());
  expect(await bytesOf(model())).toBe(bytes);
  const changed = model();
  changed.weights.bias!.values[0] = 8;
  expect(await bytesOf(changed)).not.toBe(bytes);
});

it('writes a view of a larger buffer as what it shows', async () => {
  const path = join(makeTemporaryDirectory(), 'model.json');
  const values = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
  await writeModelFile(path, { format: 'f', json: null, weights: { w: { shape: [2], values } } });
  expect((await readModelFile(path)).weights.w?.values).toEqual(Float32Array.of(2, 3));
});

it.each([
  '{"format":"f"}',
  '{"format":"f","json":null,"weights":{"w":{"shape":[1],"float32":"!"}}}',
  'half a fi',
])('refuses %s', async (text) => {
  const path = join(makeTemporaryDirectory(), 'model.json');
  writeFileSync(path, text);
  await expect(readModelFile(path)).rejects.toThrow();
});

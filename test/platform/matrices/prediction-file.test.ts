import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPredictionFile, writePredictionFile } from '../../../platform/matrices/prediction-file.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const affiliates = ['A01', 'A02'];
const model = { any: Float32Array.of(0.5, 0.25), which: Float32Array.of(0, 1, 0.75, 0.25) };
const popularity = { any: Float32Array.of(0.1, 0.2), which: Float32Array.of(0.5, 0.5, 1, 0) };

async function write(predictions: Parameters<typeof writePredictionFile>[2]): Promise<string> {
  const path = join(makeTemporaryDirectory(), 'predictions.arrow');
  await writePredictionFile(path, affiliates, predictions);
  return path;
}

it('returns each prediction by its name', async () => {
  const path = await write({ model, popularity });
  expect(await readPredictionFile(path, affiliates, 'model')).toEqual(model);
  expect(await readPredictionFile(path, affiliates, 'popularity')).toEqual(popularity);
});

it('reads the affiliates in the order in which they are asked for', async () => {
  const path = await write({ model });
  expect((await readPredictionFile(path, ['A02', 'A01'], 'model')).which).toEqual(
    Float32Array.of(1, 0, 0.25, 0.75),
  );
});

it('carries a prediction of no row', async () => {
  const none = { any: new Float32Array(0), which: new Float32Array(0) };
  expect(await readPredictionFile(await write({ none }), affiliates, 'none')).toEqual(none);
});

it.each([
  ['transitions', affiliates, 'transitions:which:A01'],
  ['model', ['A01', 'C01'], 'model:which:C01'],
])('says what is missing: %s of %j', async (name, codes, column) => {
  const path = await write({ model });
  await expect(readPredictionFile(path, codes, name)).rejects.toThrow(`${path} has no column ${column}`);
});

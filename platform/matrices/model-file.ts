import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { SavedModel } from '../../models/estimators/learner.ts';

const ModelFile = z.strictObject({
  format: z.string(),
  json: z.unknown(),
  /** Weights as little-endian float32, base64. */
  weights: z.record(
    z.string(),
    z.strictObject({ shape: z.array(z.int().nonnegative()), float32: z.base64() }),
  ),
});

/** Write a model as one JSON file; equal models give equal bytes. */
export async function writeModelFile(path: string, { format, json, weights }: SavedModel): Promise<void> {
  const encoded = Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [
      name,
      { shape, float32: Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64') },
    ]),
  );
  await writeFile(path, JSON.stringify({ format, json, weights: encoded }));
}

/** Read what `writeModelFile` wrote. */
export async function readModelFile(path: string): Promise<SavedModel> {
  const { format, json, weights } = ModelFile.parse(JSON.parse(await readFile(path, 'utf8')));
  const decoded = Object.entries(weights).map(([name, { shape, float32 }]) => {
    // A copy: the pooled buffer behind `from` need not start on a multiple of four bytes.
    const bytes = Uint8Array.from(Buffer.from(float32, 'base64'));
    return [name, { shape, values: new Float32Array(bytes.buffer) }];
  });
  return { format, json, weights: Object.fromEntries(decoded) };
}

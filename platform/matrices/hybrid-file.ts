import { z } from 'zod';
import type { HybridModel, HybridModels } from '../../models/recommender/hybrid-model.ts';
import { readModelFile, writeModelFile } from './model-file.ts';

const FORMAT = 'hybrids/1';
const Cuts = z.strictObject({ cuts: z.array(z.strictObject({ cut: z.int(), size: z.int().positive() })) });
const TABLES = ['customerTable', 'productTable', 'productBias'] as const;
const MARKS = ['knownCustomers', 'knownProducts'] as const;

/** Write hybrid models of several cuts; equal ones give equal bytes. */
export async function writeHybridFile(path: string, models: HybridModels): Promise<void> {
  const weights = [...models].flatMap(([cut, model]) =>
    [...TABLES, ...MARKS].map((name) => {
      const values = Float32Array.from(model[name]);
      return [nameOf(cut, name), { shape: [values.length], values }] as const;
    }),
  );
  await writeModelFile(path, {
    format: FORMAT,
    json: { cuts: Array.from(models, ([cut, { size }]) => ({ cut, size })) },
    weights: Object.fromEntries(weights),
  });
}

/** Read what `writeHybridFile` wrote. */
export async function readHybridFile(path: string): Promise<HybridModels> {
  const { format, json, weights } = await readModelFile(path);
  if (format !== FORMAT) throw new Error(`invalid hybrid models: ${format} (expected ${FORMAT})`);
  const valuesOf = (cut: number, name: string) => weights[nameOf(cut, name)]!.values;
  return new Map(
    Cuts.parse(json).cuts.map(({ cut, size }): [number, HybridModel] => [
      cut,
      {
        size,
        customerTable: valuesOf(cut, 'customerTable'),
        productTable: valuesOf(cut, 'productTable'),
        productBias: valuesOf(cut, 'productBias'),
        knownCustomers: Uint8Array.from(valuesOf(cut, 'knownCustomers')),
        knownProducts: Uint8Array.from(valuesOf(cut, 'knownProducts')),
      },
    ]),
  );
}

function nameOf(cut: number, name: string): string {
  return `${cut} ${name}`;
}

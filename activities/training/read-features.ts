import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { FeatureSpec } from '../../models/encoders/feature-table.ts';

/** Read the specs of the features that an export step wrote. */
export async function readFeatures(path: string): Promise<FeatureSpec[]> {
  return z.array(FeatureSpec).parse(JSON.parse(await readFile(path, 'utf8')));
}

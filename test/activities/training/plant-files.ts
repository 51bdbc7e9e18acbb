import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeNextAffiliateFile } from '../../../platform/matrices/next-affiliate-file.ts';
import { plantSnapshots, SNAPSHOT_SPECS } from '../../models/next-affiliate/planted-snapshots.ts';

/** Write planted rows as the export step writes its splits, and what their features are; gives the paths. */
export async function plantFiles<Name extends string>(
  directory: string,
  rows: Readonly<Record<Name, number>>,
): Promise<Record<Name | 'features', string>> {
  const entries = Object.entries<number>(rows).map(
    ([name, count], index) => [name, count, join(directory, `${name}.arrow`), index + 1] as const,
  );
  for (const [, count, path, seed] of entries) {
    const { truth: _, ...planted } = plantSnapshots(count, seed);
    await writeNextAffiliateFile(path, planted);
  }
  const features = join(directory, 'features.json');
  await writeFile(features, JSON.stringify(SNAPSHOT_SPECS));
  const paths = Object.fromEntries(entries.map(([name, , path]) => [name, path])) as Record<Name, string>;
  return { ...paths, features };
}

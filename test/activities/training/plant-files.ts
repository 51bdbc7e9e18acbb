import { join } from 'node:path';
import { writeNextAffiliateFile } from '../../../platform/matrices/next-affiliate-file.ts';
import { plantExpansion } from '../../models/estimators/planted-expansion.ts';

/** Write planted rows as the export step writes its splits; gives the paths. */
export async function plantFiles<Name extends string>(
  directory: string,
  rows: Readonly<Record<Name, number>>,
): Promise<Record<Name, string>> {
  const entries = Object.entries<number>(rows).map(
    ([name, count], index) => [name, count, join(directory, `${name}.arrow`), index + 1] as const,
  );
  for (const [, count, path, seed] of entries) {
    const { truth: _, ...planted } = plantExpansion(count, seed);
    const cuts = new Array<string>(count).fill('2021-10-01');
    await writeNextAffiliateFile(path, { ...planted, cuts });
  }
  return Object.fromEntries(entries.map(([name, , path]) => [name, path])) as Record<Name, string>;
}

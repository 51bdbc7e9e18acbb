import { join } from 'node:path';
import { copyQuery, type ExportTarget } from './export-query.ts';
import type { SampleSession } from './session.ts';

/** Where the part `number` of the table `name` stands while the others are being made. */
export function locatePart(directory: string, name: string, number: number): ExportTarget {
  return { directory, name: `${name}-${String(number).padStart(6, '0')}`, format: 'parquet' };
}

/** Writes the parts of a table one after another into one file and returns its rows. */
export async function mergeParts(
  session: SampleSession,
  parts: string,
  target: ExportTarget,
): Promise<number> {
  return copyQuery(
    session,
    'from read_parquet($parts)',
    { parts: join(parts, `${target.name}-*.parquet`) },
    target,
  );
}

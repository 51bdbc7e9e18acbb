import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { FoundTable } from './found-table.ts';
import { type PreparedFile, prepareFile } from './prepare-file.ts';
import { FileFault } from './source-problem.ts';

/** A table's files, ready to be read, and what they are. */
export interface TableFiles {
  prepared: PreparedFile[];
  /** Digest of all bytes that decide what the table holds: of the file, or of the mapping and its files. */
  digest: string;
  bytes: number;
}

/**
 * Check every file of a table.
 * @throws FileFault when one cannot be used
 */
export async function prepareTable(
  { mapping, files }: FoundTable,
  scratch: string,
  signal?: AbortSignal,
): Promise<TableFiles> {
  const prepared: PreparedFile[] = [];
  for (const file of files) {
    try {
      prepared.push(await prepareFile(file, scratch, signal));
    } catch (error) {
      if (!(error instanceof FileFault) || mapping === undefined) throw error;
      throw new FileFault(`reads ${basename(file.path)}, which ${error.message}`);
    }
  }
  const digests = prepared.map(({ facts }) => facts.digest);
  const bytes = prepared.reduce((sum, { facts }) => sum + facts.bytes, 0);
  if (mapping === undefined) return { prepared, digest: digests[0] ?? '', bytes };
  const digest = createHash('sha256')
    .update([mapping, ...digests].join('\n'))
    .digest('hex');
  return { prepared, digest, bytes };
}

import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ContractError, messageOf } from '../errors.ts';
import { digestFile } from '../store/files.ts';
import type { FoundTable } from './find-tables.ts';

/**
 * Digest of a raw file's bytes. A gzip file is read to its trailer: DuckDB takes a truncated one without
 * an error, half of its rows missing.
 * @throws ContractError when the gzip stream is truncated or damaged
 */
export async function fingerprintTable(
  table: FoundTable,
  signal: AbortSignal,
): Promise<{ digest: string; bytes: number }> {
  if (table.gzipped) await checkGzip(table.path, signal);
  return digestFile(table.path, signal);
}

async function checkGzip(path: string, signal: AbortSignal): Promise<void> {
  const drain = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(
      createReadStream(path, { highWaterMark: 1 << 20 }),
      createGunzip({ chunkSize: 1 << 18 }),
      drain,
      { signal },
    );
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ContractError(`${path} is not a whole gzip file: ${messageOf(error)} (copy it again)`);
  }
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../errors.ts';
import type { RawFile } from './raw-file.ts';
import { FileFault } from './source-problem.ts';
import { TextScan } from './text-scan.ts';

/** What one pass over a raw file's bytes tells. */
export interface FileFacts {
  /** sha256 of the bytes as they are on disk, hex. */
  digest: string;
  bytes: number;
  /** A text that DuckDB cannot take as it is: decode and write it anew. */
  rewrite: boolean;
  encoding: 'utf-8' | 'cp949';
  /** Lines that are not blank; of a file that is rewritten, those of the copy count. */
  lines: number;
}

/** What files begin with that are often given a wrong name. */
const SIGNATURES: ReadonlyArray<{ bytes: string; kind: string; fix: string }> = [
  { bytes: 'PAR1', kind: 'a Parquet file', fix: 'rename it to .parquet' },
  { bytes: '\x1f\x8b', kind: 'a gzip file', fix: 'rename it to .csv.gz' },
  { bytes: 'PK\x03\x04', kind: 'a ZIP archive or an Excel workbook', fix: 'export it as CSV' },
  { bytes: '\xd0\xcf\x11\xe0', kind: 'an old Excel workbook', fix: 'export it as CSV' },
  { bytes: '\xff\xfe', kind: 'UTF-16 text', fix: 'save it as UTF-8' },
  { bytes: '\xfe\xff', kind: 'UTF-16 text', fix: 'save it as UTF-8' },
];

/**
 * Read a raw file once, whole, before DuckDB sees it: DuckDB takes a truncated gzip without an error,
 * half of its rows missing.
 * @throws FileFault when the file is empty, truncated or not what its name says
 */
export async function inspectFile(file: RawFile, signal?: AbortSignal): Promise<FileFacts> {
  const hash = createHash('sha256');
  const scan = new TextScan();
  let bytes = 0;
  const tally = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      if (bytes === 0) refuseSignature(file, chunk);
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  const look = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) if (file.format !== 'parquet') scan.add(chunk);
  };
  const source = createReadStream(file.path, { highWaterMark: 1 << 20 });
  try {
    await (file.gzipped
      ? pipeline(source, tally, createGunzip({ chunkSize: 1 << 18 }), look, { signal })
      : pipeline(source, tally, look, { signal }));
  } catch (error) {
    if (signal?.aborted === true || error instanceof FileFault || !file.gzipped) throw error;
    throw new FileFault(`is not a whole gzip file: ${messageOf(error)} (copy it again)`);
  }
  if (bytes === 0) throw new FileFault('is empty: 0 bytes (expected a header and rows; copy it again)');
  const { encoding, oddLineEnds, lines } = scan.finish();
  return {
    digest: hash.digest('hex'),
    bytes,
    encoding,
    lines,
    rewrite: file.format !== 'parquet' && (encoding !== 'utf-8' || oddLineEnds),
  };
}

function refuseSignature({ format, gzipped }: RawFile, chunk: Buffer): void {
  const expected = gzipped ? '\x1f\x8b' : format === 'parquet' ? 'PAR1' : undefined;
  const starts = (bytes: string) => chunk.subarray(0, bytes.length).equals(Buffer.from(bytes, 'latin1'));
  if (expected !== undefined && starts(expected)) return;
  const found = SIGNATURES.find(({ bytes }) => starts(bytes));
  if (found !== undefined) throw new FileFault(`is ${found.kind} by its first bytes (${found.fix})`);
  if (expected !== undefined)
    throw new FileFault(
      `is not ${gzipped ? 'gzip' : 'Parquet'}: its first bytes are others (rename it, or copy it again)`,
    );
}

import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../errors.ts';
import { Cp949Decoder } from './cp949.ts';
import { type FileFacts, inspectFile } from './inspect-file.ts';
import type { RawFile } from './raw-file.ts';
import { FileFault } from './source-problem.ts';
import { TextScan } from './text-scan.ts';

/** A raw file that DuckDB may read: checked whole, as UTF-8 with one kind of line end. */
export interface PreparedFile {
  file: RawFile;
  /** Where DuckDB reads it: the file, or its clean copy. */
  path: string;
  facts: FileFacts;
  /** Lines of the text at `path` that are not blank. */
  lines: number;
  /** Time of its last change, in ms, as it was before the check. */
  changedAt: number;
}

/**
 * Check a raw file; where DuckDB could not read it as it is, write a clean copy.
 * @param scratch directory for the copy
 * @throws FileFault when it cannot be used
 */
export async function prepareFile(
  file: RawFile,
  scratch: string,
  signal?: AbortSignal,
): Promise<PreparedFile> {
  const { mtimeMs: changedAt } = await stat(file.path);
  const facts = await inspectFile(file, signal);
  if (!facts.rewrite) return { file, path: file.path, facts, lines: facts.lines, changedAt };
  const path = join(scratch, `${facts.digest}.${file.format}`);
  const decode = facts.encoding === 'cp949' ? decodeCp949 : decodeUtf8;
  const source = createReadStream(file.path, { highWaterMark: 1 << 20 });
  const scan = new TextScan();
  const tally = async function* (texts: AsyncIterable<string>) {
    for await (const text of texts) {
      const bytes = Buffer.from(text);
      scan.add(bytes);
      yield bytes;
    }
  };
  const target = createWriteStream(path);
  await (file.gzipped
    ? pipeline(source, createGunzip({ chunkSize: 1 << 18 }), decode, unifyLineEnds, tally, target, { signal })
    : pipeline(source, decode, unifyLineEnds, tally, target, { signal }));
  return { file, path, facts, lines: scan.finish().lines, changedAt };
}

/** Whether a file was written to since it was checked. */
export async function wasChanged({ file, facts, changedAt }: PreparedFile): Promise<boolean> {
  const { mtimeMs, size } = await stat(file.path);
  return mtimeMs !== changedAt || size !== facts.bytes;
}

async function* decodeCp949(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new Cp949Decoder();
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk);
    decoder.end();
  } catch (error) {
    throw new FileFault(`is neither UTF-8 nor CP949: ${messageOf(error)} (save it as UTF-8)`);
  }
}

async function* decodeUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
}

async function* unifyLineEnds(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let open = '';
  for await (const text of texts) {
    const whole = open + text;
    // A return at the end may be half of a pair.
    open = whole.endsWith('\r') ? '\r' : '';
    yield (open === '' ? whole : whole.slice(0, -1)).replaceAll(/\r\n?/g, '\n');
  }
  if (open !== '') yield '\n';
}

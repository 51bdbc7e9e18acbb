import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { PreparedFile } from './prepare-file.ts';
import { FileFault } from './source-problem.ts';

/** First line of a CSV file: its column names, and what stands between them. */
export interface CsvHeader {
  names: string[];
  delimiter: string;
}

const DELIMITERS = [',', ';', '\t', '|'];
/** No header is longer; a file without line ends must not be read whole. */
const MOST_CHARACTERS = 1 << 20;

/**
 * Read the header of a CSV file.
 * @throws FileFault when there is none, or it names a column twice
 */
export async function readHeader(prepared: Pick<PreparedFile, 'file' | 'path'>): Promise<CsvHeader> {
  const line = await readFirstLine(prepared);
  const delimiter = [...DELIMITERS].sort((a, b) => countOf(line, b) - countOf(line, a))[0] ?? ',';
  const names = splitLine(line, delimiter).map((name) => name.trim());
  if (names.every((name) => name === ''))
    throw new FileFault('has no header (expected column names in line 1)');
  const lower = names.map((name) => name.toLowerCase());
  const twice = names.find((_, index) => lower.indexOf(lower[index] ?? '') !== index && lower[index] !== '');
  if (twice !== undefined) throw new FileFault(`names column ${twice} twice in its header (rename one)`);
  return { names, delimiter };
}

async function readFirstLine({ file, path }: Pick<PreparedFile, 'file' | 'path'>): Promise<string> {
  const source = createReadStream(path);
  const chunks = file.path === path && file.gzipped ? source.pipe(createGunzip()) : source;
  const decoder = new TextDecoder('utf-8');
  let text = '';
  try {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      text += decoder.decode(chunk, { stream: true });
      if (/[\r\n]/.test(text) || text.length > MOST_CHARACTERS) break;
    }
  } finally {
    source.destroy();
  }
  return text.split(/[\r\n]/, 1)[0] ?? '';
}

function countOf(line: string, delimiter: string): number {
  return line.split(delimiter).length;
}

function splitLine(line: string, delimiter: string): string[] {
  const cells: string[] = [''];
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    const doubled = quoted && character === '"' && line.charAt(at + 1) === '"';
    if (doubled) at += 1;
    if (character === '"' && !doubled) quoted = !quoted;
    else if (character === delimiter && !quoted) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}

import { basename } from 'node:path';

/** How a raw file is written. */
export type FileFormat = 'csv' | 'parquet' | 'jsonl';

/** A file of a source, as its name says it is. */
export interface RawFile {
  path: string;
  /** File name without folder and extension. */
  stem: string;
  format: FileFormat;
  gzipped: boolean;
}

const EXTENSIONS: ReadonlyArray<{ extension: string; format: FileFormat; gzipped: boolean }> = [
  { extension: '.csv.gz', format: 'csv', gzipped: true },
  { extension: '.csv', format: 'csv', gzipped: false },
  { extension: '.parquet', format: 'parquet', gzipped: false },
  { extension: '.jsonl', format: 'jsonl', gzipped: false },
];

/** What a table may be written as, for messages. */
export const READABLE = '.csv, .csv.gz, .parquet or .jsonl';

/** The raw file at a path; undefined where its name is of another kind. */
export function rawFileAt(path: string): RawFile | undefined {
  const name = basename(path);
  const kind = EXTENSIONS.find(({ extension }) => name.toLowerCase().endsWith(extension));
  if (kind === undefined) return undefined;
  const { extension, ...rest } = kind;
  return { path, stem: name.slice(0, -extension.length), ...rest };
}

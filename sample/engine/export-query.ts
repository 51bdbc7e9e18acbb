import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Parameters, SampleSession } from './session.ts';

/** File formats a raw table can be written in. */
export type Format = 'csv' | 'csv.gz' | 'parquet';

const options: Record<Format, string> = {
  csv: 'format csv, header',
  'csv.gz': 'format csv, header, compression gzip',
  parquet: 'format parquet, compression zstd, row_group_size 122880',
};

/** Where a query's rows go: `<directory>/<name>.<format>`. */
export interface ExportTarget {
  directory: string;
  name: string;
  format: Format;
}

/** Writes the rows of the SELECT in `file`, which has a total order, and returns their number. */
export async function exportQuery(
  session: SampleSession,
  file: URL,
  parameters: Parameters,
  { directory, name, format }: ExportTarget,
): Promise<number> {
  const select = await readFile(file, 'utf8');
  const path = join(directory, `${name}.${format}`).replaceAll("'", "''");
  const [result] = await session.rows<{ Count: bigint }>(
    `copy (\n${select}\n) to '${path}' (${options[format]})`,
    parameters,
  );
  return Number(result?.Count ?? 0);
}

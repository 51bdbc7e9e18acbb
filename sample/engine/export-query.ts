import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Parameters, SampleSession } from './session.ts';

/** File formats a raw table can be written in. */
export type Format = 'csv' | 'csv.gz' | 'parquet';

const options: Record<Format, string> = {
  csv: 'format csv, header',
  'csv.gz': 'format csv, header, compression gzip',
  parquet: 'format parquet, compression snappy, row_group_size 122880',
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
  target: ExportTarget,
): Promise<number> {
  return copyQuery(session, await readFile(file, 'utf8'), parameters, target);
}

/** Writes the rows of `select` and returns their number; a file name is no parameter in DuckDB's COPY. */
export async function copyQuery(
  session: SampleSession,
  select: string,
  parameters: Parameters,
  { directory, name, format }: ExportTarget,
): Promise<number> {
  const path = join(directory, `${name}.${format}`).replaceAll("'", "''");
  const [result] = await session.rows<{ Count: bigint }>(
    `copy (\n${select}\n) to '${path}' (${options[format]})`,
    parameters,
  );
  return Number(result?.Count ?? 0);
}

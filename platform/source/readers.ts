import type { TableFormat } from './find-tables.ts';

/** DuckDB's reader of each format, every value as text: types are the contract's business. */
const READERS: Record<TableFormat, string> = {
  csv: `select * from read_csv($path, header = true, all_varchar = true, delim = ',', quote = '"', store_rejects = true)`,
  parquet: 'select columns(*)::varchar from read_parquet($path)',
  jsonl: "select columns(*)::varchar from read_json($path, format = 'newline_delimited')",
};

/** A query that reads the file `$path` of a format as text. */
export function readerOf(format: TableFormat): string {
  return READERS[format];
}

/** A day from text, `yyyymmdd` or `yyyy-mm-dd`; null where it is neither. */
export function dayOf(column: string): string {
  return `try_strptime("${column}", ['%Y%m%d', '%Y-%m-%d'])::date`;
}

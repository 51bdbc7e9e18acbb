import type { DuckDBSession } from '../platform/duckdb/session.ts';

/** What was cleaned, from a written `cleaning_counts`: occurrences by `cleaning.<raw table>.<kind>`, zeros included. */
export async function readCleaning(session: DuckDBSession, path: string): Promise<Record<string, number>> {
  const rows = await session.rows<{ source_table: string; kind: string; occurrences: number }>(
    'select source_table, kind, occurrences from read_parquet($path) order by all',
    { path },
  );
  return Object.fromEntries(
    rows.map(({ source_table, kind, occurrences }) => [`cleaning.${source_table}.${kind}`, occurrences]),
  );
}

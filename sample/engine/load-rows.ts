import type { SampleSession } from './session.ts';

/** DuckDB column types by name, for instance `{ slot: 'INTEGER' }`. */
export type Columns = Record<string, 'INTEGER' | 'DOUBLE' | 'VARCHAR' | 'BIGINT'>;

/** Creates a small reference table from objects; for thousands of rows, not millions. */
export async function loadRows(
  session: SampleSession,
  table: string,
  columns: Columns,
  rows: readonly object[],
): Promise<void> {
  const names = Object.keys(columns).join(', ');
  await session.run(
    `create or replace table ${table} as
    select ${names} from (
      select unnest(from_json($rows, $structure), max_depth := 2)
    )`.replace('$structure', `'${JSON.stringify([columns])}'`),
    { rows: JSON.stringify(rows) },
  );
}

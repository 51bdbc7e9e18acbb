import type { SqlParams } from '../duckdb/bind-params.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import type { Reject } from './rejects.ts';

/** A rule as the quarantine and the messages name it. */
export interface NamedRule {
  /** Empty where a whole line is at fault. */
  column: string;
  rule: string;
}

/** Make the table that collects refused rows: file, row (1 is the first after the header), column, value, rule. */
export async function createQuarantine(session: DuckDBSession): Promise<void> {
  await session.run(`create or replace table quarantine (
    table_name varchar, file varchar, source_row bigint, column_name varchar, value varchar, rule varchar)`);
}

/**
 * SQL for the number of a row of `checked` in its file: refused lines before it count, too.
 * @returns the expression and its parameter
 */
export function sourceRow(rejects: readonly Reject[]): { sql: string; params: SqlParams } {
  const accepted = rejects.map(({ line }, index) => String(line - 2 - index));
  return {
    sql: '(rowid + 1 + len(list_filter($accepted::bigint[], lambda before: before <= rowid)))',
    params: { accepted },
  };
}

/** Append the rows of `checked` that broke one of `rules`, and the lines that were no rows. */
export async function quarantineRows(
  session: DuckDBSession,
  {
    table,
    file,
    rules,
    rejects,
  }: { table: string; file: string; rules: readonly NamedRule[]; rejects: readonly Reject[] },
): Promise<void> {
  const row = sourceRow(rejects);
  await session.run(
    `insert into quarantine
     select $table, $file, ${row.sql}, $columns[problem], problem_value, $rules[problem]
     from checked where problem <= $known`,
    {
      ...row.params,
      table,
      file,
      columns: rules.map(({ column }) => column),
      rules: rules.map(({ rule }) => rule),
      known: rules.length,
    },
  );
  // All at once: a file whose columns are shifted has as many of them as lines.
  await session.run(
    `insert into quarantine
     select $table, $file, unnest($rows::bigint[]), null, unnest($texts::varchar[]), unnest($rules::varchar[])`,
    {
      table,
      file,
      rows: rejects.map(({ line }) => String(line - 1)),
      texts: rejects.map(({ text }) => text.slice(0, 200)),
      rules: rejects.map(({ rule }) => rule),
    },
  );
}

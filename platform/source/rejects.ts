import type { DuckDBSession } from '../duckdb/session.ts';

/** Tables in which DuckDB keeps the lines of a CSV file that are not rows. */
export const REJECTS = { errors: 'rejected_lines', scans: 'rejected_scans' } as const;

/** A line, or several, that DuckDB could not take as a row. */
export interface Reject {
  /** 1 is the header. */
  line: number;
  text: string;
  /** Reads on from "lines". */
  rule: string;
  /** Lines that it swallowed: more than one where a quote was not closed. */
  lines: number;
}

const RULES: Readonly<Record<string, string>> = {
  'MISSING COLUMNS': 'have too few cells',
  'TOO MANY COLUMNS': 'have too many cells',
  'UNQUOTED VALUE': 'have a quotation mark out of place',
  'LINE SIZE OVER MAXIMUM': 'are too long (a quotation mark is not closed)',
  'INVALID ENCODING': 'are not UTF-8',
};

/** Take the lines that the last reading of a CSV file refused, and forget them. */
export async function takeRejects(session: DuckDBSession): Promise<Reject[]> {
  const [there] = await session.rows<{ count: number }>(
    'select count(*)::integer as count from duckdb_tables() where table_name = $name',
    { name: REJECTS.errors },
  );
  if (there?.count !== 1) return [];
  const rows = await session.rows<{ line: number; text: string | null; type: string }>(
    `select line::integer as line, left(any_value(csv_line), 100000) as text, min(error_type::varchar) as type
     from ${REJECTS.errors} group by line order by line`,
  );
  await session.run(`drop table ${REJECTS.errors}`);
  await session.run(`drop table ${REJECTS.scans}`);
  return rows.map(({ line, text, type }) => {
    const trimmed = (text ?? '').replace(/^[\r\n]+|[\r\n]+$/g, '');
    return {
      line,
      text: trimmed,
      rule: RULES[type] ?? `are not CSV (${type.toLowerCase()})`,
      lines: trimmed.split('\n').length,
    };
  });
}

import type { DuckDBSession } from '../duckdb/session.ts';
import type { Relation } from './open-relation.ts';
import type { PreparedFile } from './prepare-file.ts';
import type { Reject } from './rejects.ts';

/** What became of the lines of a CSV file. */
export interface LineAccount {
  prepared: PreparedFile;
  relation: Relation;
  /** Rows that were read. */
  rows: number;
  rejects: readonly Reject[];
}

/**
 * Lines of a CSV file that are in no row, no cell and no refused line: behind a quotation mark that is not
 * closed, DuckDB leaves out up to a whole buffer and says so of one line only.
 */
export async function countLostLines(
  session: DuckDBSession,
  { prepared, relation, rows, rejects }: LineAccount,
): Promise<number> {
  if (prepared.file.format !== 'csv') return 0;
  const refused = rejects.reduce((sum, { lines }) => sum + lines, 0);
  const open = prepared.lines - 1 - rows - refused;
  // Only a file with line breaks inside its cells, or with lost lines, is read again.
  return open <= 0 ? 0 : Math.max(0, open - (await countBreaks(session, relation)));
}

async function countBreaks(session: DuckDBSession, { from, params, columns }: Relation): Promise<number> {
  const breaks = columns.map(({ text }) => `coalesce(len(${text}) - len(replace(${text}, chr(10), '')), 0)`);
  const [row] = await session.rows<{ breaks: number }>(
    `select coalesce(sum(${breaks.join(' + ')}), 0)::bigint as breaks from ${from}`,
    params,
  );
  return row?.breaks ?? 0;
}

/** Lost lines as one more refused stretch, where the first refused one lies. */
export function lostReject(lines: number, rejects: readonly Reject[]): Reject {
  const [first] = [...rejects].sort((a, b) => b.lines - a.lines);
  return {
    line: first?.line ?? 2,
    text: first?.text ?? '',
    rule: 'are lost behind a quotation mark that is not closed',
    lines,
  };
}

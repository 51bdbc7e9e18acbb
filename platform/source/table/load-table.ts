import { basename } from 'node:path';
import type { DuckDBSession } from '../../duckdb/session.ts';
import { ContractError } from '../../errors.ts';
import { countLostLines, lostReject } from '../count-lost-lines.ts';
import { readable } from '../readable.ts';
import { takeRejects } from '../rejects.ts';
import { blameFile, type TableFile } from './open-table-file.ts';

/** A table whose texts are in `raw`. */
export interface LoadedTable {
  rows: number;
  /** Lines of the file that are no rows. */
  refused: number;
  /** Column of `raw` that holds a column of the file. */
  nameOf(column: string): string;
}

/** Share of a file's lines that may be no rows. */
const MOST_REFUSED = 0.01;

/**
 * Read a file into the table `raw`, every value as trimmed text, under columns c0, c1 … in the order of the file.
 * @throws ContractError when it cannot be read, has no row, or too many lines are no rows
 */
export async function loadTable(
  session: DuckDBSession,
  { prepared, relation }: TableFile,
): Promise<LoadedTable> {
  const { path } = prepared.file;
  const names = relation.columns.map(({ name }) => name);
  const texts = relation.columns.map(({ text }, place) => `nullif(trim(${text}), '') as c${place}`);
  await blameFile(path, () =>
    readable(() =>
      session.run(
        `create or replace table raw as select ${texts.join(', ')} from ${relation.from}`,
        relation.params,
      ),
    ),
  );
  const rejects = await takeRejects(session);
  const [counted] = await session.rows<{ rows: number }>('select count(*)::bigint as rows from raw');
  const rows = counted?.rows ?? 0;
  const lost = await countLostLines(session, { prepared, relation, rows, rejects });
  await takeRejects(session);
  const all = lost === 0 ? rejects : [...rejects, lostReject(lost, rejects)];
  const refused = all.reduce((sum, { lines }) => sum + lines, 0);
  const [first] = all;
  if (first !== undefined && refused > MOST_REFUSED * (rows + refused))
    throw new ContractError(
      `${basename(path)}: ${refused} of ${rows + refused} lines ${first.rule}, at most ${100 * MOST_REFUSED} % may; first: line ${first.line}, ${JSON.stringify(first.text.slice(0, 80))} (quote cells that hold a separator)`,
    );
  if (rows === 0) throw new ContractError(`${basename(path)} has a header but no rows (export it again)`);
  return { rows, refused, nameOf: (column) => `c${names.indexOf(column)}` };
}

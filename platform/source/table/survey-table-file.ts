import { basename, dirname } from 'node:path';
import type { TableColumns } from '../../../models/contracts/propensity-input.ts';
import type { SourceFile } from '../../../models/contracts/run.ts';
import type { ReadOptions } from '../../../models/contracts/tables/typed-sql.ts';
import type { DuckDBSession } from '../../duckdb/session.ts';
import { ContractError, UsageError } from '../../errors.ts';
import { dayAfterLatest } from '../newest-event.ts';
import { readable } from '../readable.ts';
import { takeRejects } from '../rejects.ts';
import { findColumns } from './find-columns.ts';
import { blameFile, findTableFile, openTableFile } from './open-table-file.ts';
import { momentSql } from './type-columns.ts';

/** What a run fixes about its table before it reads it. */
export interface TableFacts {
  directory: string;
  file: SourceFile;
  columns: TableColumns;
  asOf: string;
}

/**
 * Digest a company's file, find the columns of the question, and the as-of where none is given: the day after the
 * newest row, or, where rows have no time, the day the file was last written, which decides nothing.
 * @throws ContractError when the file cannot be used, UsageError when an as-of is given and rows have no time
 */
export async function surveyTableFile(
  session: DuckDBSession,
  { path, columns, asOf }: { path: string; columns: TableColumns; asOf?: string | undefined },
  options: ReadOptions & { scratch: string; signal?: AbortSignal | undefined },
): Promise<TableFacts> {
  if (asOf !== undefined && columns.time === null)
    throw new UsageError(
      `an as-of of ${asOf} means nothing where rows have no time (name their column: --time COL)`,
    );
  const file = await findTableFile(path);
  const opened = await openTableFile(session, file, options);
  const found = findColumns(opened, columns);
  const { facts, changedAt } = opened.prepared;
  const newest =
    found.time === null || asOf !== undefined
      ? null
      : await blameFile(path, () => readNewest(session, opened.relation, found.time!, options));
  if (found.time !== null && asOf === undefined && newest === null)
    throw new ContractError(
      `${basename(path)}: time column ${found.time} holds no readable day or moment (write 2021-01-31 or 2021-01-31 09:30:00)`,
    );
  const written = new Date(changedAt).toISOString().slice(0, 10);
  return {
    directory: dirname(path),
    file: { table: file.stem, path, digest: facts.digest, bytes: facts.bytes },
    columns: found,
    asOf: asOf ?? (newest === null ? written : dayAfterLatest([newest])),
  };
}

async function readNewest(
  session: DuckDBSession,
  {
    from,
    params,
    columns,
  }: { from: string; params: object; columns: ReadonlyArray<{ name: string; text: string }> },
  time: string,
  options: ReadOptions,
): Promise<string | null> {
  const { text } = columns.find(({ name }) => name === time)!;
  const [row] = await readable(() =>
    session.rows<{ newest: string | null }>(
      `select max(${momentSql('text', options)})::date::varchar as newest
       from (select nullif(trim(${text}), '') as text from ${from})`,
      { ...params },
    ),
  );
  await takeRejects(session);
  return row?.newest ?? null;
}

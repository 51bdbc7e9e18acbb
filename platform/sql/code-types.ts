import type { SqlParams } from '../duckdb/bind-params.ts';
import { createEnum, MOST_WRITTEN } from '../duckdb/create-enum.ts';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { artifactOf } from './artifact-of.ts';
import { selectParams } from './select-params.ts';
import type { SqlModel } from './sql-model.ts';
import { withSource } from './with-source.ts';

/** SQL type by column, for columns that are kept as numbers while tables are built. */
export type CodeTypes = ReadonlyMap<string, string>;

/**
 * Make an ENUM of the values that each query of `codes` lists, named after its column: models group, join and sort by
 * four bytes as they would by the texts, and return the same rows. A column of too many values has none.
 */
export async function createCodeTypes(
  session: DuckDBSession,
  codes: readonly SqlModel[],
  params: SqlParams,
): Promise<CodeTypes> {
  await session.run('create schema if not exists codes');
  const types = new Map<string, string>();
  for (const model of codes) {
    const column = artifactOf(model.name);
    const values = { column, query: model.text, params: selectParams(model, params) };
    const known = await withSource(model.file, () => createEnum(session, model.name, values));
    if (known !== undefined) types.set(column, quoteName(model.name));
  }
  return types;
}

/**
 * A SELECT with its codes as numbers. Its columns are those of `described`, which is quicker to describe if it knows of no
 * ENUM yet: DuckDB spells out every value.
 */
export async function encodeCodes(
  session: DuckDBSession,
  text: string,
  types: CodeTypes,
  described = text,
): Promise<string> {
  const { columns } = await session.describe(described);
  const encoded = columns.flatMap(({ name }) => {
    const type = types.get(name);
    return type === undefined ? [] : [`${quoteName(name)}::${type} as ${quoteName(name)}`];
  });
  // Brackets stand on their own lines because a query may end in a comment.
  return encoded.length === 0 ? text : `select * replace (${encoded.join(', ')}) from (\n${text}\n)`;
}

/** How to write a table whose numbers stand for codes. */
export interface DecodedTable {
  /** All columns as SQL. A code is a text to whoever reads the file, be it cast before or not. */
  readonly columns: string[];
  /** Names of the columns that are a code each. */
  readonly codes: string[];
}

/**
 * What to write of a table, so that readers see texts where numbers stand for codes. An ENUM is written as it is: each
 * group of rows lists all values, in less than half the time that looking up each row's text takes. Cast are one of very
 * many values, and `sorted`, the column that rows are in order of, so that a reader of some values skips the groups of
 * others.
 */
export async function decodeTable(
  session: DuckDBSession,
  table: string,
  sorted: string,
): Promise<DecodedTable> {
  // Not `describe`, which spells out every value of an ENUM.
  const found = await session.rows<{ name: string; is_code: boolean; is_cast: boolean; is_list: boolean }>(
    `select
       name,
       starts_with(type, 'ENUM') as is_code,
       is_code and (name = $sorted or len(string_split(type, ', ')) > $most) as is_cast,
       ends_with(type, '[]') as is_list
     from pragma_table_info($table)`,
    { table, sorted, most: MOST_WRITTEN },
  );
  return {
    columns: found.map(({ name, is_cast, is_list }) => {
      const column = quoteName(name);
      return is_cast ? `${column}::varchar${is_list ? '[]' : ''} as ${column}` : column;
    }),
    codes: found.filter(({ is_code, is_list }) => is_code && !is_list).map(({ name }) => name),
  };
}

import type { SqlParams } from '../duckdb/bind-params.ts';
import { createEnum } from '../duckdb/create-enum.ts';
import { castColumn, quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession, EnumColumn } from '../duckdb/session.ts';
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
 * SQL for the number of a text that is read as it stands in a file. Of the texts that a group of rows in Parquet lists, DuckDB runs a
 * function once for each, but a cast once for each row: four times the time. What a group lists and no row of those that are looked for
 * has may be unknown; the cast beside it is for a row that has it, and an error as elsewhere.
 */
export function listedCode(text: string, type: string): string {
  return `coalesce(list_transform(list_value(${text}), lambda listed: try_cast(listed as ${type}))[1], ${text}::${type})`;
}

/** How a SELECT is to be encoded. */
export interface Encoding {
  /** A SELECT of the same columns that knows of no ENUM yet, which is quicker to describe: DuckDB spells out every value. */
  readonly described?: string;
  /** Codes are columns as they stand in a file. */
  readonly isFile?: boolean;
}

/** A SELECT with its codes as numbers. */
export async function encodeCodes(
  session: DuckDBSession,
  text: string,
  types: CodeTypes,
  { described = text, isFile = false }: Encoding = {},
): Promise<string> {
  const { columns } = await session.describe(described);
  const encoded = columns.flatMap(({ name }) => {
    const type = types.get(name);
    if (type === undefined) return [];
    const column = quoteName(name);
    return [isFile ? `${listedCode(column, type)} as ${column}` : castColumn(name, type)];
  });
  // Brackets stand on their own lines because a query may end in a comment.
  return encoded.length === 0 ? text : `select * replace (${encoded.join(', ')}) from (\n${text}\n)`;
}

/** The columns of a table whose numbers stand for codes. */
export async function listCodes(
  session: DuckDBSession,
  table: string,
): Promise<ReadonlyMap<string, EnumColumn>> {
  // Not `describe`, which spells out every value of an ENUM. A value with a comma counts as two.
  const found = await session.rows<EnumColumn & { name: string }>(
    `select name, len(string_split(type, ', ')) as values, ends_with(type, '[]') as "isList"
     from pragma_table_info($table)
     where starts_with(type, 'ENUM')`,
    { table },
  );
  return new Map(found.map(({ name, ...column }) => [name, column]));
}

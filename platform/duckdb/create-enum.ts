import type { SqlParams } from './bind-params.ts';
import { quoteName } from './quote-name.ts';
import type { DuckDBSession } from './session.ts';

/** What an ENUM knows of its values is never spilled to disk: columns of more values stay texts. */
const MAX_VALUES = 1_000_000;

/** The texts that an ENUM is to know: a column, and a query that has it, with its parameters. */
export interface EnumValues {
  readonly column: string;
  readonly query: string;
  readonly params?: SqlParams;
}

/**
 * Create or replace an ENUM whose numbers follow the order of its texts, so that what groups, joins and sorts by them
 * does as it would by the texts. @returns how many it knows; undefined where they are too many, and nothing is made
 */
export async function createEnum(
  session: DuckDBSession,
  name: string,
  { column, query, params = {} }: EnumValues,
): Promise<number | undefined> {
  // Brackets stand on their own lines because a query may end in a comment.
  await session.run(
    `create or replace temp table listed as
     select distinct ${quoteName(column)} as code from (\n${query}\n) where code is not null order by code`,
    params,
  );
  const [count] = await session.rows<{ values: number }>('select count(*) as values from listed');
  const isMade = count!.values <= MAX_VALUES;
  if (isMade)
    await session.run(`create or replace type ${quoteName(name)} as enum (select code from listed)`);
  await session.run('drop table listed');
  return isMade ? count!.values : undefined;
}

import type { Reference, TableContract } from '../../models/contracts/tables/table-contract.ts';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { findValues, forgetValues } from './distinct-values.ts';

/** Rows of `checked` whose value is nowhere in the other table. */
export interface Orphans {
  count: number;
  /** The first of them, by `rowid`, and its value; null where there is none. */
  at: number | null;
  value: string | null;
}

/** Keep what other tables will be held against: the distinct values of `checked` that references name. */
export async function rememberKeys(
  session: DuckDBSession,
  { name }: TableContract,
  contracts: readonly TableContract[],
): Promise<void> {
  const targets = contracts.flatMap(({ references = [] }) =>
    references.filter(({ table }) => table === name),
  );
  await session.run('create schema if not exists keys');
  for (const to of new Set(targets.map((target) => target.to))) {
    await session.run(
      `create or replace table ${keysOf(name, to)} as
       select distinct ${quoteName(to)} as key from checked where problem is null`,
    );
  }
}

/** Count the orphans of one reference; with a `code`, they get it as their `problem`. */
export async function checkReference(
  session: DuckDBSession,
  { column, table, to }: Reference,
  code: number | undefined,
): Promise<Orphans> {
  // Values are fewer than rows: most often none is an orphan, and rows need not be looked at.
  const strangers = `select value from ${await findValues(session, column)} as found
    where not exists (select 1 from ${keysOf(table, to)} as keys where keys.key = found.value)`;
  const [first] = await session.rows(`${strangers} limit 1`);
  if (first === undefined) return { count: 0, at: null, value: null };
  const value = quoteName(column);
  const orphan = `problem is null and ${value} in (${strangers})`;
  const [row] = await session.rows<Orphans>(
    `select count(*)::bigint as count, min(rowid)::bigint as at, arg_min(${value}::varchar, rowid) as value
     from checked where ${orphan}`,
  );
  if (code !== undefined) {
    await session.run(
      `update checked set problem = $code, problem_value = ${value}::varchar where ${orphan}`,
      { code },
    );
    await forgetValues(session);
  }
  return row!;
}

function keysOf(table: string, column: string): string {
  return quoteName(`keys.${table}_${column}`);
}

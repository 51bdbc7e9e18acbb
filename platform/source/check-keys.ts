import type { TableContract } from '../../models/contracts/tables/table-contract.ts';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';

/** Marks rows that are left out without being at fault: merged into an identical one. */
export const MERGED = 255;

/**
 * Count the rows of `checked` that repeat another in full. Where the contract has a key, rows that agree in
 * it with an earlier row but not in the rest get `problem` = `code`.
 */
export async function checkKeys(
  session: DuckDBSession,
  { key, identicalRows }: TableContract,
  code: number,
): Promise<{ identical: number }> {
  if (key !== undefined) {
    const names = key.map(quoteName).join(', ');
    const conflict = `row_hash <> first_value(row_hash) over (partition by ${names} order by rowid)`;
    const again = `row_number() over (partition by ${names}, row_hash order by rowid) > 1`;
    await session.run(
      `create or replace temp table repeated as
       select rowid as at, ${conflict} as conflict, ${again} as again, concat_ws(', ', ${names}) as value
       from checked where problem is null
       qualify conflict or again`,
    );
    await session.run(
      `update checked set problem = $code, problem_value = repeated.value
       from repeated where checked.rowid = repeated.at and repeated.conflict`,
      { code },
    );
  }
  const identical = await countIdentical(session);
  if (key !== undefined && identicalRows === 'merge') {
    await session.run(
      `update checked set problem = $merged from repeated
       where checked.rowid = repeated.at and repeated.again and not repeated.conflict`,
      { merged: MERGED },
    );
  }
  if (key !== undefined) await session.run('drop table repeated');
  return { identical };
}

/** Two rows are taken for one if 64 bits of hash agree: for 100 million rows that is wrong once in 3,000 times. */
async function countIdentical(session: DuckDBSession): Promise<number> {
  const [row] = await session.rows<{ identical: number }>(
    `select (count(*) - count(distinct row_hash))::integer as identical from checked where problem is null`,
  );
  return row?.identical ?? 0;
}

import { basename } from 'node:path';
import type { TableColumns } from '../../../models/contracts/propensity-input.ts';
import type { ReadOptions } from '../../../models/contracts/tables/typed-sql.ts';
import type { DuckDBSession } from '../../duckdb/session.ts';
import { ContractError } from '../../errors.ts';
import { isNothingSql, momentSql, truthSql } from './type-columns.ts';

/** SQL of the three parts of a question over `raw`. */
export interface PartsSql {
  id: string;
  label: string;
  /** Null where rows have no time. */
  time: string | null;
}

interface Check {
  /** Rows that break it. */
  when: string;
  text: string;
  says: string;
  fix: string;
}

/**
 * Hold id, label and time of every row of `raw` against what they must be.
 * @param nameOf the column of `raw` that holds a column of the file
 * @throws ContractError that lists all that is wrong, with count, first row and value
 */
export async function checkParts(
  session: DuckDBSession,
  { path, columns, nameOf }: { path: string; columns: TableColumns; nameOf(column: string): string },
  options: ReadOptions,
): Promise<PartsSql> {
  const id = nameOf(columns.id);
  const label = nameOf(columns.label);
  const time = columns.time === null ? null : nameOf(columns.time);
  const parts = {
    id,
    label: truthSql(label, options),
    time: time === null ? null : momentSql(time, options),
  };
  const checks: Check[] = [
    {
      when: `${id} is null`,
      text: id,
      says: `id column ${columns.id}: $rows no id`,
      fix: 'every row says whose it is',
    },
    {
      when: `${label} is not null and ${parts.label} is null and not ${isNothingSql(label)}`,
      text: label,
      says: `label column ${columns.label}: $rows neither 0 nor 1`,
      fix: 'write 1 or 0, or true or false; leave it empty where the outcome is not known',
    },
    ...(time === null
      ? []
      : [
          {
            when: `${parts.time} is null`,
            text: time,
            says: `time column ${columns.time}: $rows no day or moment`,
            fix: 'write 2021-01-31 or 2021-01-31 09:30:00',
          },
        ]),
  ];
  const problems: string[] = [];
  for (const { when, text, says, fix } of checks) {
    const [found] = await session.rows<{ count: number; rows: number; row: number | null; value: string }>(
      `select count(*) filter (${when})::bigint as count, count(*)::bigint as rows,
         (min(rowid) filter (${when}) + 1)::bigint as row,
         coalesce(arg_min(${text}, rowid) filter (${when}), '') as value from raw`,
    );
    const { count, rows, row, value } = found!;
    if (count === 0) continue;
    const have = `${count} of ${rows} rows ${count === 1 ? 'has' : 'have'}`;
    const shown = value === '' ? 'nothing' : JSON.stringify(value.slice(0, 80));
    problems.push(`${basename(path)}: ${says.replace('$rows', have)}; first: row ${row}, ${shown} (${fix})`);
  }
  if (problems.length > 0) throw new ContractError(problems.join('\n'));
  return parts;
}

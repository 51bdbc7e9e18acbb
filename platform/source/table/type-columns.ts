import { quoteText, type ReadOptions, typedSql } from '../../../models/contracts/tables/typed-sql.ts';
import {
  type ColumnProfile,
  type ColumnType,
  judgeType,
  type TypeCounts,
} from '../../../models/propensity/column-profile.ts';
import type { DuckDBSession } from '../../duckdb/session.ts';

/** Words that exports write for nothing; in a column of numbers, days or truth values they are missing values. */
const NOTHING = ['na', 'n/a', '#n/a', 'nan', 'null', 'none', 'nil', '-', '?'];

/** Days outside are typing errors, and stand-ins such as 9999-12-31. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2100-01-01';

const STARTS_LIKE_DAY = '^[0-9]{4}([-/][0-9]|[0-9]{4})';

const COMPACT_DAY = String.raw`(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])`;

/** A column of a loaded table: its name in the file, and SQL that gives its values as text and as what they are. */
export interface TypedColumn extends ColumnProfile {
  sql: string;
}

/** SQL for a day or moment written in any of the known ways, null where there is none that can be. */
export function momentSql(text: string, options: ReadOptions): string {
  const moment = anyMomentSql(text, options);
  return `if(${moment} >= ${quoteText(FIRST_DAY)} and ${moment} < ${quoteText(LAST_DAY)}, ${moment}, null)`;
}

/** The same of any year: stand-ins for no day are written as days, too. */
function anyMomentSql(text: string, options: ReadOptions): string {
  const moment = `coalesce(${typedSql('timestamp', text, options)}, ${typedSql('day', text, options)}::timestamp)`;
  // What fails to parse costs DuckDB ten times what parses does: first look whether it could.
  return `case when regexp_matches(${text}, ${quoteText(STARTS_LIKE_DAY)}) then ${moment} end`;
}

/** SQL for 1, 0, or null where the text is neither. */
export function truthSql(text: string, options: ReadOptions): string {
  return `(${typedSql('boolean', text, options)})::utinyint`;
}

/** SQL that says whether a text is a word for nothing. */
export function isNothingSql(text: string): string {
  return `lower(${text}) in (${NOTHING.map(quoteText).join(', ')})`;
}

/** Codes with leading zeros are no numbers, and neither is infinity. */
function numberSql(text: string): string {
  const number = `try_cast(${text} as double)`;
  return `if(isfinite(${number}) and not regexp_matches(${text}, '^[+-]?0[0-9]'), ${number}, null)`;
}

const compactSql = (text: string) =>
  `if(regexp_full_match(${text}, ${quoteText(COMPACT_DAY)}), try_strptime(${text}, '%Y%m%d'), null)`;

/** Look at every value of one column of `raw` and tell what it holds. */
export async function typeColumn(
  session: DuckDBSession,
  { column, name }: { column: string; name: string },
  options: ReadOptions,
): Promise<TypedColumn> {
  const [counts] = await session.rows<TypeCounts & { texts: number }>(
    `select count(*)::bigint as texts, count(*) filter (not nothing)::bigint as "values",
       count(*) filter (lower(text) in ('true', 'false', 't', 'f'))::bigint as booleans,
       count(${numberSql('text')})::bigint as numbers,
       count(${compactSql('text')})::bigint as "compactDays",
       count(${anyMomentSql('text', options)})::bigint as moments
     from (select ${name} as text, ${isNothingSql(name)} as nothing from raw where ${name} is not null)`,
  );
  const { type, isCompact } = judgeType(counts!);
  const sql = TYPED[type](name, { ...options, isCompact });
  const [found] = await session.rows<{
    rows: number;
    present: number;
    distinct: number;
    constant: boolean | null;
    least: number | null;
    newest: string | null;
  }>(
    `select count(*)::bigint as rows, count(value)::bigint as present,
       approx_count_distinct(value)::bigint as "distinct", min(value) = max(value) as constant,
       ${type === 'number' ? 'min(value)' : 'null'} as least,
       ${type === 'date' ? `strftime(max(value), '%Y-%m-%d %H:%M:%S')` : 'null'} as newest
     from (select ${sql} as value from raw)`,
  );
  const { rows, present, distinct, constant, least, newest } = found!;
  const nothings = type === 'text' ? 0 : counts!.texts - counts!.values;
  return {
    column,
    sql,
    type,
    present,
    missing: rows - counts!.texts + nothings,
    distinct,
    isConstant: constant ?? true,
    unreadable: counts!.texts - nothings - present,
    least,
    newest,
  };
}

const TYPED: Record<ColumnType, (text: string, options: ReadOptions & { isCompact: boolean }) => string> = {
  text: (text) => text,
  number: numberSql,
  boolean: (text, options) => `(${typedSql('boolean', text, options)})`,
  date: (text, { isCompact, ...options }) => (isCompact ? compactSql(text) : momentSql(text, options)),
};

import type { ColumnType } from './table-contract.ts';

/** How the values of a source are to be understood. */
export interface ReadOptions {
  /** IANA name: timestamps with an offset become this zone's wall-clock time. */
  timeZone: string;
}

const DAY_FORMATS = ['%Y%m%d', '%Y-%m-%d', '%Y/%m/%d', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S', '%Y%m%d.0'];

/** Says that a text ends in an offset; a bare day ends in one, too, hence the colon before it. */
const HAS_OFFSET = String.raw`:\d\d(\.\d+)?\s*([Zz]|[+-]\d\d(:?\d\d)?)$`;

const TYPED: Record<ColumnType, (text: string, options: ReadOptions) => string> = {
  // Padding of fixed-width exports is not part of a code; most values have none, so look before trimming.
  text: (text) =>
    `if(starts_with(${text}, ' ') or ends_with(${text}, ' '), nullif(trim(${text}), ''), ${text})`,
  integer: integerOf,
  money: (text) => `try_cast(${text} as decimal(18, 2))`,
  boolean: (text) =>
    `case when lower(${text}) in ('1', '1.0', 't', 'true') then true when lower(${text}) in ('0', '0.0', 'f', 'false') then false end`,
  day: (text) => `try_strptime(${text}, [${DAY_FORMATS.map(quoteText).join(', ')}])::date`,
  timestamp: (text, { timeZone }) =>
    `case when regexp_matches(${text}, ${quoteText(HAS_OFFSET)}) then timezone(${quoteText(timeZone)}, try_cast(${text} as timestamptz)) else try_cast(${text} as timestamp) end`,
  seconds: (text) =>
    `case when contains(${text}, ':') then floor(epoch(try_cast(${text} as interval)))::bigint else ${integerOf(text)} end`,
};

/** What a column's SQL type is called. */
export const SQL_TYPES: Record<ColumnType, string> = {
  text: 'varchar',
  integer: 'bigint',
  money: 'decimal(18, 2)',
  boolean: 'boolean',
  day: 'date',
  timestamp: 'timestamp',
  seconds: 'bigint',
};

/** How a value of each type is written, for whoever has to mend one. */
export const HOW_TO_WRITE: Record<ColumnType, string> = {
  text: 'write a code or a name',
  integer: 'write whole numbers without separators, such as 12',
  money: 'write amounts without currency or separators, such as 12300 or 12.50',
  boolean: 'write 1 or 0, or true or false',
  day: 'write days as 20210131 or 2021-01-31',
  timestamp: 'write times as 2021-01-31 09:30:00, local, or with an offset',
  seconds: 'write seconds such as 5400, or 01:30:00',
};

/**
 * SQL that turns a text expression into a value of the type, null where it is none.
 * @param text an expression of our own: nothing from a file may stand in it
 */
export function typedSql(type: ColumnType, text: string, options: ReadOptions): string {
  return TYPED[type](text, options);
}

/** DuckDB rounds '3.7' to 4: only zeros may follow the point. */
function integerOf(text: string): string {
  const whole = `case when regexp_full_match(${text}, '\\s*[+-]?\\d+\\.0*\\s*') then try_cast(${text} as bigint) end`;
  return `if(contains(${text}, '.'), ${whole}, try_cast(${text} as bigint))`;
}

/** A text as an SQL literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

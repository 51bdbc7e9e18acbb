import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDateValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  LIST,
  listValue,
  SQLNULL,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';

/**
 * A bound SQL value as plain JSON. Days and moments say what they are (`{ date: '2021-07-01' }`,
 * `{ timestamp: '2021-07-01 15:00:00' }`): a bare string always binds as text.
 */
export type SqlValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | { readonly date: string }
  | { readonly timestamp: string };

/** Values by parameter name, without the dollar sign. */
export type SqlParams = Readonly<Record<string, SqlValue>>;

type Binding = readonly [DuckDBValue, DuckDBType];

/** Turn plain values into DuckDB values and their types, by parameter name. */
export function bindParams(params: SqlParams): {
  values: Record<string, DuckDBValue>;
  types: Record<string, DuckDBType>;
} {
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  for (const [name, value] of Object.entries(params)) {
    const [bound, type] = bindValue(name, value);
    values[name] = bound;
    types[name] = type;
  }
  return { values, types };
}

function bindValue(name: string, value: SqlValue): Binding {
  if (value === null) return [null, SQLNULL];
  if (typeof value === 'string') return [value, VARCHAR];
  if (typeof value === 'boolean') return [value, BOOLEAN];
  if (typeof value === 'number') return bindNumber(name, value);
  if ('date' in value) return [parseDate(name, value.date), DATE];
  if ('timestamp' in value) return [parseTimestamp(name, value.timestamp), TIMESTAMP];
  return [listValue(value), LIST(VARCHAR)];
}

function bindNumber(name: string, value: number): Binding {
  if (!Number.isFinite(value)) throw new Error(`invalid $${name}: ${value} (expected a finite number)`);
  if (!Number.isInteger(value)) return [value, DOUBLE];
  if ((value | 0) === value) return [value, INTEGER];
  if (!Number.isSafeInteger(value))
    throw new Error(`invalid $${name}: ${value} (expected an integer below 2^53)`);
  return [BigInt(value), BIGINT];
}

function parseDate(name: string, text: string): DuckDBDateValue {
  const milliseconds = parseMilliseconds(/^\d{4}-\d{2}-\d{2}$/, text, `${text}T00:00:00Z`);
  if (milliseconds === null) throw new Error(`invalid $${name}: ${text} (expected a day like 2021-07-01)`);
  return new DuckDBDateValue(milliseconds / 86_400_000);
}

function parseTimestamp(name: string, text: string): DuckDBTimestampValue {
  const iso = `${text.replace(' ', 'T')}Z`;
  const milliseconds = parseMilliseconds(/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}$/, text, iso);
  if (milliseconds === null) {
    throw new Error(`invalid $${name}: ${text} (expected a moment like 2021-07-01 15:00:00)`);
  }
  return new DuckDBTimestampValue(BigInt(milliseconds) * 1000n);
}

/** Null for another shape and for days that do not exist (JavaScript reads 02-30 as 03-02). */
function parseMilliseconds(shape: RegExp, text: string, iso: string): number | null {
  if (!shape.test(text)) return null;
  const milliseconds = Date.parse(iso);
  if (Number.isNaN(milliseconds)) return null;
  const same = new Date(milliseconds).toISOString().startsWith(text.replace(' ', 'T'));
  return same ? milliseconds : null;
}

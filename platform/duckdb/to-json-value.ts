import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';

/** What a small result may hold: nothing that JSON would change on the way. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

/**
 * One DuckDB value as JSON: integers stay exact or fail, DECIMAL becomes a number, a DATE `YYYY-MM-DD`,
 * a TIMESTAMP `YYYY-MM-DD HH:MM:SS[.f]`, a list an array and a struct an object.
 * @throws Error naming the column for a value that JSON cannot carry
 */
export function toJsonValue(value: DuckDBValue, column: string): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return finite(value, column);
  if (typeof value === 'bigint') return exact(value, column);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBDateValue || value instanceof DuckDBTimestampValue) return value.toString();
  if (value instanceof DuckDBListValue) return value.items.map((item) => toJsonValue(item, column));
  if (value instanceof DuckDBStructValue) {
    const entries = Object.entries(value.entries);
    return Object.fromEntries(
      entries.map(([name, entry]) => [name, toJsonValue(entry, `${column}.${name}`)]),
    );
  }
  throw new Error(`column ${column}: ${value.constructor.name} has no JSON form (cast it in the SQL)`);
}

function finite(value: number, column: string): number {
  if (Number.isFinite(value)) return value;
  throw new Error(`column ${column}: ${value} has no JSON form (make it null in the SQL)`);
}

function exact(value: bigint, column: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new Error(`column ${column}: ${value} is above 2^53 (cast it to text in the SQL)`);
}

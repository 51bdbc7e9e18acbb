import type { TableContract } from './table-contract.ts';

/** A table whose newest event lies too far before the as-of. */
export interface StaleTable {
  table: string;
  /** Day of its newest event before the as-of, `YYYY-MM-DD`; null when there is none. */
  newest: string | null;
  maxAgeDays: number;
}

/** The day before it is the last one an as-of knows: a table that ends there is 0 days old. */
const DAY_MILLIS = 86_400_000;

/**
 * The tables that are older than their contract allows.
 * @param newest newest event before the as-of by table, `YYYY-MM-DD`
 */
export function listStaleTables(
  contracts: readonly TableContract[],
  newest: Readonly<Record<string, string | null>>,
  asOf: string,
): StaleTable[] {
  return contracts.flatMap(({ name, event }) => {
    const day = newest[name];
    if (event === undefined || day === undefined) return [];
    const age =
      day === null ? Number.POSITIVE_INFINITY : (Date.parse(asOf) - Date.parse(day)) / DAY_MILLIS - 1;
    return age > event.maxAgeDays ? [{ table: name, newest: day, maxAgeDays: event.maxAgeDays }] : [];
  });
}

/** The stale tables in words. */
export function describeStale(stale: readonly StaleTable[]): string {
  return stale
    .map(({ table, newest, maxAgeDays }) =>
      newest === null
        ? `${table} has no event before the as-of`
        : `the newest event of ${table} is of ${newest} (at most ${maxAgeDays} days old is expected)`,
    )
    .join('; ');
}

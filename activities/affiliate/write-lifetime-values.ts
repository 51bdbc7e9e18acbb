import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import { readArrowFile } from '../../platform/matrices/arrow-file.ts';
import { columnOf, readStrings } from '../../platform/matrices/matrix-columns.ts';

const COUNTS = ['frequency', 'recency_days', 'age_days'] as const;
const FIGURES = [
  'p_alive',
  'expected_purchases',
  'purchases_low',
  'purchases_high',
  'model_purchases',
  'last_window_purchases',
  'expected_spend',
  'expected_value',
  'value_low',
  'value_high',
] as const;

/** Where things are, and how far ahead the values look. */
export interface LifetimeFiles {
  /** The mart of customers, every one of whom gets a row. */
  readonly customers: string;
  /** Arrow rows of those who have bought; null where nobody has. */
  readonly rows: string | null;
  readonly horizonDays: number;
}

/** Write `lifetime_value`: one row per registered customer, null where there is no purchase to go by, beside the spec's formula. */
export async function writeLifetimeValues(
  session: DuckDBSession,
  path: string,
  { customers, rows, horizonDays }: LifetimeFiles,
): Promise<void> {
  const table = rows === null ? null : await readArrowFile(rows);
  const numbers = <Values extends Float64Array | Int32Array>(name: string, none: Values): Values =>
    table === null ? none : (columnOf(table, name).toArray() as Values);
  await session.appendColumns('estimates', {
    customer_id: table === null ? [] : readStrings(table, 'customer_id'),
    ...Object.fromEntries(COUNTS.map((name) => [name, numbers(name, new Int32Array())])),
    ...Object.fromEntries(FIGURES.map((name) => [name, numbers(name, new Float64Array())])),
  });
  await session.copyToParquet(
    {
      query: `select customer_id, $horizon::integer as horizon_days, estimates.* exclude (customer_id),
          formula_lifetime_value as cltv_seed
        from read_parquet($customers) as customers left join estimates using (customer_id)`,
      params: { customers, horizon: horizonDays },
    },
    path,
    { orderBy: ['customer_id'] },
  );
}

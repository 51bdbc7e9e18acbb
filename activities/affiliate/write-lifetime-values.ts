import type { ForecastName } from '../../models/lifetime/choose-forecast.ts';
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

/** Names in the table. */
const COLUMN_WORDS: Record<ForecastName, string> = {
  blend: 'blend',
  ownRate: 'own_rate',
  lastWindow: 'last_window',
};

/** Where things are, and how far ahead the values look. */
export interface LifetimeFiles {
  /** The mart of customers, every one of whom gets a row. */
  readonly customers: string;
  /** Arrow rows of those who have bought; null where nobody has. */
  readonly rows: string | null;
  readonly horizonDays: number;
  /** What expected purchases are counted by; null where nobody has bought. */
  readonly purchasesBy: ForecastName | null;
}

/** Write `lifetime_value`: one row per registered customer, null where there is no purchase to go by, beside the spec's formula. */
export async function writeLifetimeValues(
  session: DuckDBSession,
  path: string,
  { customers, rows, horizonDays, purchasesBy }: LifetimeFiles,
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
          case when estimates.customer_id is not null then $purchases_by::varchar end as purchases_by,
          formula_lifetime_value as cltv_seed
        from read_parquet($customers) as customers left join estimates using (customer_id)`,
      params: {
        customers,
        horizon: horizonDays,
        purchases_by: purchasesBy && COLUMN_WORDS[purchasesBy],
      },
    },
    path,
    { orderBy: ['customer_id'] },
  );
}

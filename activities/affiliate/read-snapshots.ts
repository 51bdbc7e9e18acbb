import { type FeatureSpec, type FeatureTable, takeTableRows } from '../../models/encoders/feature-table.ts';
import { createMask, type Mask, takeRows } from '../../models/matrix.ts';
import { type ColumnTable, listsOf, numbersOf, stringsOf } from '../../platform/duckdb/column-table.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import { readAffiliates } from './read-affiliates.ts';
import { readListColumns, readLists } from './read-lists.ts';

/** Rows of `next_affiliate_snapshots`, by column. */
export interface Snapshots {
  customers: readonly string[];
  cuts: readonly string[];
  /** Codes in the order of every per-affiliate list. */
  affiliates: readonly string[];
  latest: Int32Array;
  used: Mask;
  next: Mask;
  table: FeatureTable;
}

const LOG_COUNTS = ['affiliates_used', 'visits', 'visits_90d', 'active_days', 'spend', 'spend_90d'] as const;
const LOG_DAYS = ['mean_gap_days', 'recency_days', 'days_since_new_affiliate'] as const;
const PLAIN = ['tenure_days', 'online_share', 'payment_share'] as const;
const CATEGORIES = ['gender', 'age_band', 'home_zone', 'latest_affiliate'] as const;
const LISTS = ['visits_by_affiliate', 'visits_90d_by_affiliate'] as const;

/** Inputs of the next-affiliate models. Definitions and units: sql/affiliate/marts/next_affiliate_snapshots. */
export function listAffiliateFeatures(affiliates: readonly string[]): FeatureSpec[] {
  const logs = [
    ...LOG_COUNTS,
    ...LOG_DAYS,
    ...LISTS.flatMap((list) => affiliates.map((code) => `${list}.${code}`)),
  ];
  return [
    ...logs.map((name) => ({ name, kind: 'number', transform: 'log1p' }) as const),
    ...PLAIN.map((name) => ({ name, kind: 'number' }) as const),
    ...CATEGORIES.map((name) => ({ name, kind: 'category' }) as const),
  ];
}

/** Read all snapshots, ordered by cut and customer. */
export async function readSnapshots(
  session: DuckDBSession,
  paths: { next_affiliate_snapshots: string; affiliates: string },
): Promise<Snapshots> {
  const affiliates = await readAffiliates(session, paths.affiliates);
  // Returns can exceed purchases; a negative total has no logarithm and says no more than zero does.
  const columns = await session.columns(
    `select customer_id, cut_date, used_affiliates, coalesce(next_affiliates, []) as next_affiliates,
       coalesce(latest_affiliate, 'unknown') as latest_affiliate, gender, age_band, home_zone,
       ${LISTS.join(', ')},
       ${[...LOG_COUNTS, ...LOG_DAYS].map((name) => `greatest(${name}, 0)::double as ${name}`).join(', ')},
       ${PLAIN.map((name) => `${name}::double as ${name}`).join(', ')}
     from read_parquet($path) order by cut_date, customer_id`,
    { path: paths.next_affiliate_snapshots },
  );
  const index = new Map(affiliates.map((code, position) => [code, position]));
  return {
    customers: stringsOf(columns, 'customer_id').map(String),
    cuts: stringsOf(columns, 'cut_date').map(String),
    affiliates,
    latest: Int32Array.from(stringsOf(columns, 'latest_affiliate'), (code) => index.get(code ?? '') ?? -1),
    used: createMask(affiliates, readLists(listsOf(columns, 'used_affiliates'))),
    next: createMask(affiliates, readLists(listsOf(columns, 'next_affiliates'))),
    table: featureTable(columns, affiliates),
  };
}

/** The snapshots at `rows`, copied. */
export function takeSnapshots(snapshots: Snapshots, rows: readonly number[]): Snapshots {
  const take = <Value>(values: ArrayLike<Value>) => rows.map((row) => values[row]!);
  return {
    customers: take(snapshots.customers),
    cuts: take(snapshots.cuts),
    affiliates: snapshots.affiliates,
    latest: Int32Array.from(take(snapshots.latest)),
    used: takeRows(snapshots.used, rows),
    next: takeRows(snapshots.next, rows),
    table: takeTableRows(snapshots.table, rows),
  };
}

function featureTable(columns: ColumnTable, affiliates: readonly string[]): FeatureTable {
  const numbers = [...LOG_COUNTS, ...LOG_DAYS, ...PLAIN].map(
    (name) => [name, numbersOf(columns, name)] as const,
  );
  const lists = LISTS.map((list) => readListColumns(listsOf(columns, list), list, affiliates));
  return {
    rows: columns.rows,
    numbers: Object.assign(Object.fromEntries(numbers), ...lists),
    categories: Object.fromEntries(CATEGORIES.map((name) => [name, stringsOf(columns, name)])),
  };
}

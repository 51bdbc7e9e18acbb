import { broadcastCounts } from '../../models/events/broadcast-counts.ts';
import { COUNTS, type EventRows } from '../../models/events/event-rows.ts';
import { createMask } from '../../models/matrix.ts';
import { listsOf, numbersOf, stringsOf } from '../../platform/duckdb/column-table.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import { readAffiliates } from './read-affiliates.ts';
import { readListColumns, readLists } from './read-lists.ts';

const NUMBERS = ['run_visits', 'online_share', 'has_payment', 'mean_gap_days', 'mean_visit_amount'] as const;
const CATEGORIES = [
  'current_affiliate',
  'top_product',
  'top_category',
  'top_subcategory',
  'top_branch',
  'gender',
  'age_band',
  'home_zone',
] as const;

/** All event rows, in order of customer and event, with the number of each event and the affiliates of its run. */
export interface NumberedEvents {
  readonly rows: EventRows;
  readonly eventNumbers: ArrayLike<number>;
  /** Affiliates that began the run of each row in one hour. */
  readonly runSizes: readonly number[];
}

/** Read the rows of `marts.extension_events`. */
export async function readEvents(
  session: DuckDBSession,
  paths: { extension_events: string; affiliates: string },
): Promise<NumberedEvents> {
  const affiliates = await readAffiliates(session, paths.affiliates);
  const columns = await session.columns(
    `select customer_id, event_number, extended_on, run_affiliates, used_affiliates, next_affiliates,
       visits_by_affiliate, ${CATEGORIES.join(', ')}, ${NUMBERS.map((name) => `${name}::double as ${name}`).join(', ')}
     from read_parquet($path) order by customer_id, event_number`,
    { path: paths.extension_events },
  );
  const index = new Map(affiliates.map((code, position) => [code, position]));
  const customers = stringsOf(columns, 'customer_id').map(String);
  const latest = Int32Array.from(stringsOf(columns, 'current_affiliate'), (code) => index.get(code!) ?? -1);
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, numbersOf(columns, name)]));
  const broadcast = broadcastCounts({ customers, latest, visits: numbers.run_visits! }, affiliates.length);
  return {
    eventNumbers: numbersOf(columns, 'event_number'),
    runSizes: readLists(listsOf(columns, 'run_affiliates')).map((codes) => codes.length),
    rows: {
      customers,
      days: stringsOf(columns, 'extended_on').map(String),
      latest,
      used: createMask(affiliates, readLists(listsOf(columns, 'used_affiliates'))),
      next: createMask(affiliates, readLists(listsOf(columns, 'next_affiliates'))),
      table: {
        rows: columns.rows,
        numbers: {
          ...numbers,
          ...readListColumns(listsOf(columns, 'visits_by_affiliate'), COUNTS.full, affiliates),
          ...readListColumns({ values: broadcast }, COUNTS.broadcast, affiliates),
        },
        categories: Object.fromEntries(CATEGORIES.map((name) => [name, stringsOf(columns, name)])),
      },
    },
  };
}

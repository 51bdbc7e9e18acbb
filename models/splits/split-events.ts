import type { TableSplit } from './split-table.ts';
import { splitTable } from './split-table.ts';

/**
 * What each event is used for: by a keyed hash of its customer, or by time, the newest fifth testing; no customer is in
 * two sets. Of the customers that do not test a keyed third validates.
 */
export function splitEvents(
  { customers, days }: { customers: readonly string[]; days: readonly string[] },
  by: 'customer' | 'time',
): TableSplit[] {
  return splitTable({
    ids: customers,
    labels: new Float64Array(customers.length),
    days: by === 'time' ? days : null,
  });
}

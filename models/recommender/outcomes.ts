import type { Random } from '../random.ts';
import type { CutFacts } from './cut-facts.ts';
import { listNewItems } from './list-new-items.ts';
import type { NewItems } from './ranked-lists.ts';

/** Customers who newly bought one of a cut's products, and what. */
export interface Outcomes {
  /** Positions in the log. */
  readonly customers: Int32Array;
  /** One row per customer. */
  readonly newItems: NewItems;
}

/** Those from the cut until `until`. */
export function listOutcomes({ data: { log }, history, outputs }: CutFacts, until: number): Outcomes {
  const all = listNewItems(log, history, { until, outputs });
  const customers = Int32Array.from(log.customers.keys()).filter(
    (row) => all.offsets[row + 1]! > all.offsets[row]!,
  );
  return { customers, newItems: takeNewItems(all, customers) };
}

function takeNewItems({ offsets, items }: NewItems, rows: Int32Array): NewItems {
  const taken = new Int32Array(rows.length + 1);
  const parts: number[] = [];
  for (const [index, row] of rows.entries()) {
    for (let place = offsets[row]!; place < offsets[row + 1]!; place++) parts.push(items[place]!);
    taken[index + 1] = parts.length;
  }
  return { offsets: taken, items: Int32Array.from(parts) };
}

/** As many customers as asked for, drawn where there are more; in the order they are in. */
export function sampleOutcomes(
  { customers, newItems }: Outcomes,
  { most, random }: { most: number; random: Random },
): Outcomes {
  if (customers.length <= most) return { customers, newItems };
  const rows = Int32Array.from(random.shuffle(Array.from(customers.keys())).slice(0, most)).sort();
  return { customers: rows.map((row) => customers[row]!), newItems: takeNewItems(newItems, rows) };
}

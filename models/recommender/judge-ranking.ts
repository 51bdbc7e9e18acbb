import { measureRankingAuc } from '../metrics/ranking/ranking-auc.ts';
import type { Outcomes } from './outcomes.ts';
import type { RankedLists } from './ranked-lists.ts';

/** What a scorer lists for some customers, and the AUC of what each newly bought among all that was new to them. */
export interface JudgedRanking {
  readonly lists: RankedLists;
  readonly aucs: Float64Array;
}

/**
 * Takes each customer's whole ranking once, of which only its head is kept.
 * @param rank every product that is new to a customer, best first; asked for one customer after the other
 */
export function judgeRanking(
  { customers, newItems }: Outcomes,
  k: number,
  rank: (customer: number) => Int32Array,
): JudgedRanking {
  const items = new Int32Array(customers.length * k).fill(-1);
  const aucs = new Float64Array(customers.length);
  for (const [row, customer] of customers.entries()) {
    const order = rank(customer);
    items.set(order.subarray(0, k), row * k);
    const wanted = newItems.items.subarray(newItems.offsets[row]!, newItems.offsets[row + 1]!);
    aucs[row] = measureRankingAuc(order, new Set(wanted));
  }
  return { lists: { rows: customers.length, k, items }, aucs };
}

/** The products of both rankings: those of the first in its order, then what only the second has. */
export function completeRanking(first: Int32Array, all: Int32Array): Int32Array {
  const there = new Set(first);
  const rest = all.filter((item) => !there.has(item));
  const order = new Int32Array(first.length + rest.length);
  order.set(first);
  order.set(rest, first.length);
  return order;
}

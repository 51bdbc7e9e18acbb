import { createCandidateFinder } from './candidates.ts';
import type { CutFacts, ScorerPart } from './cut-facts.ts';
import type { RankedLists } from './ranked-lists.ts';

/** The k best new products of some customers by one scorer alone. */
export function rankByPart(
  { outputs, history }: CutFacts,
  part: ScorerPart,
  { customers, k }: { customers: Int32Array; k: number },
): RankedLists {
  const find = createCandidateFinder({ parts: [{ ...part, weight: 1 }], outputs, history, most: k });
  return listBest(customers, k, (customer) => find(customer).items);
}

/** One list per customer, cut to k and filled up with -1. */
export function listBest(
  customers: Int32Array,
  k: number,
  rank: (customer: number) => Int32Array,
): RankedLists {
  const items = new Int32Array(customers.length * k).fill(-1);
  for (const [row, customer] of customers.entries()) items.set(rank(customer).subarray(0, k), row * k);
  return { rows: customers.length, k, items };
}

import type { CandidateFilter } from './candidates.ts';
import { chooseSeller, type Sellers } from './choose-seller.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { RankedCandidates } from './reranker.ts';

/** New products that each customer gets, and how many more that are sold at the predicted next affiliate. */
export const BEST_PRODUCTS = 20;
export const NEXT_PRODUCTS = 10;

/** One product for one customer; customer, product and affiliate are positions in the log. */
export interface Recommendation {
  readonly customer: number;
  readonly product: number;
  readonly affiliate: number;
  readonly score: number;
  /** From 1. */
  readonly rank: number;
}

/** What lists are made of. */
export interface ListPlan {
  readonly history: PurchaseHistory;
  readonly sellers: Sellers;
  /** Position of each customer's predicted next affiliate, -1 without one. */
  readonly next: Int32Array;
  /** Every product that was ever sold, the most bought first: what fills a list that is short. */
  readonly sold: Int32Array;
}

/** For each customer the products that the next affiliate sells; undefined where none is predicted. */
export function createNextFilter({
  sellers,
  next,
}: ListPlan): (customer: number) => CandidateFilter | undefined {
  const products = sellers.affiliates === 0 ? 0 : sellers.lines.length / sellers.affiliates;
  const filters = Array.from({ length: sellers.affiliates }, (_, affiliate) => ({
    products: Uint8Array.from({ length: products }, (_, product) =>
      sellers.lines[product * sellers.affiliates + affiliate]! > 0 ? 1 : 0,
    ),
    // Enough to have as many beside the best of all.
    most: BEST_PRODUCTS + NEXT_PRODUCTS,
  }));
  return (customer) => (next[customer]! < 0 ? undefined : filters[next[customer]!]);
}

/** A customer's list: the best of all, some more of the next affiliate, ranked together; filled up by popularity where short. */
export function listRecommendations(
  { history, sellers, next, sold }: ListPlan,
  customer: number,
  ranked: RankedCandidates,
): Recommendation[] {
  const scored = Array.from(ranked.items, (product, place) => ({
    product,
    score: ranked.scores[place]!,
  })).sort((one, other) => other.score - one.score || one.product - other.product);
  const best = scored.slice(0, BEST_PRODUCTS);
  const nextAffiliate = next[customer]!;
  const isSoldNext = (product: number) =>
    nextAffiliate >= 0 && sellers.lines[product * sellers.affiliates + nextAffiliate]! > 0;
  const more = scored
    .slice(BEST_PRODUCTS)
    .filter(({ product }) => isSoldNext(product))
    .slice(0, NEXT_PRODUCTS);
  const listed = [...best, ...more];
  if (listed.length < BEST_PRODUCTS) listed.push(...fillUp({ history, sold }, customer, listed));
  return listed.map(({ product, score }, place) => ({
    customer,
    product,
    affiliate: chooseSeller(sellers, product, customer, nextAffiliate),
    score,
    rank: place + 1,
  }));
}

/** Products too rarely bought to be scored, after all others and below their scores. */
function fillUp(
  { history, sold }: Pick<ListPlan, 'history' | 'sold'>,
  customer: number,
  listed: ReadonlyArray<{ product: number; score: number }>,
): Array<{ product: number; score: number }> {
  const taken = new Set(listed.map(({ product }) => product));
  for (let cell = history.offsets[customer]!; cell < history.offsets[customer + 1]!; cell++) {
    taken.add(history.items[cell]!);
  }
  const score = Math.min(0, listed.at(-1)?.score ?? 0);
  return Array.from(
    sold.filter((product) => !taken.has(product)).subarray(0, BEST_PRODUCTS - listed.length),
  ).map((product) => ({ product, score }));
}

/** Every product with a buyer, most buyers first; of equal ones the first by code. */
export function listSold(buyers: Float64Array): Int32Array {
  return Int32Array.from(buyers.keys())
    .filter((item) => buyers[item]! > 0)
    .sort((one, other) => buyers[other]! - buyers[one]! || one - other);
}

import type { PurchaseHistory } from './purchase-history.ts';
import type { RowScorer } from './row-scorer.ts';
import { takeBest } from './take-best.ts';

/** One scorer of candidates, how much it counts in the blend, and the product of each of its columns. */
export interface BlendPart {
  readonly name: string;
  readonly scorer: RowScorer;
  readonly items: Int32Array;
  readonly weight: number;
}

/** A customer's best new products by the blend of all scorers, best first. */
export interface Candidates {
  readonly items: Int32Array;
  readonly blend: Float32Array;
  /** Per part: the raw score of each candidate, and how many deviations it is above the mean of the customer's new products. */
  readonly raw: readonly Float32Array[];
  readonly standard: readonly Float32Array[];
}

/** What to choose from. */
export interface CandidatePlan {
  readonly parts: readonly BlendPart[];
  /** Products that may be recommended. */
  readonly outputs: Int32Array;
  readonly history: PurchaseHistory;
  /** Candidates per customer. */
  readonly most: number;
}

/** Products of which a customer gets some more candidates, whatever their place among all. */
export interface CandidateFilter {
  /** 1 per product that passes. */
  readonly products: Uint8Array;
  readonly most: number;
}

/** Finds a customer's candidates: the best of all, and of those that pass a filter. */
export type CandidateFinder = (customer: number, alsoFrom?: CandidateFilter) => Candidates;

/**
 * Finds candidates customer by customer, in buffers of its own. Each part's scores are brought to mean 0 and deviation 1 over
 * the products the customer has not bought; a product that a part does not know has its mean there.
 */
export function createCandidateFinder({ parts, outputs, history, most }: CandidatePlan): CandidateFinder {
  const buffers = parts.map(({ scorer }) => new Float32Array(scorer.width));
  const places = parts.map(({ items }) => placeItems(items, outputs, history.products));
  const scores = parts.map(() => new Float32Array(outputs.length));
  const blend = new Float32Array(outputs.length);
  const seen = new Uint8Array(history.products);
  return (customer, alsoFrom) => {
    const [from, to] = [history.offsets[customer]!, history.offsets[customer + 1]!];
    for (let cell = from; cell < to; cell++) seen[history.items[cell]!] = 1;
    for (let place = 0; place < outputs.length; place++) {
      blend[place] = seen[outputs[place]!] === 1 ? Number.NEGATIVE_INFINITY : 0;
    }
    for (let cell = from; cell < to; cell++) seen[history.items[cell]!] = 0;
    for (const [index, { scorer, weight }] of parts.entries()) {
      scorer.score(customer, buffers[index]!);
      const standard = scores[index]!;
      standardise(buffers[index]!, places[index]!, blend, standard);
      for (let place = 0; place < outputs.length; place++) blend[place]! += weight * standard[place]!;
    }
    const best = addFiltered(takeBest(blend, most), blend, outputs, alsoFrom);
    return {
      items: pick(outputs, best, new Int32Array(best.length)),
      blend: pick(blend, best, new Float32Array(best.length)),
      raw: parts.map((_, index) => pickColumns(buffers[index]!, places[index]!, best)),
      standard: scores.map((of) => pick(of, best, new Float32Array(best.length))),
    };
  };
}

function pick<Values extends Int32Array | Float32Array>(
  values: Values,
  places: Int32Array,
  into: Values,
): Values {
  for (let index = 0; index < places.length; index++) into[index] = values[places[index]!]!;
  return into;
}

/** Scores at some places, 0 where a part has no column. */
function pickColumns(scores: Float32Array, columns: Int32Array, places: Int32Array): Float32Array {
  const picked = new Float32Array(places.length);
  for (let index = 0; index < places.length; index++) {
    const column = columns[places[index]!]!;
    if (column >= 0) picked[index] = scores[column]!;
  }
  return picked;
}

/** The best that pass the filter, after those that are there already. */
function addFiltered(
  best: Int32Array,
  blend: Float32Array,
  outputs: Int32Array,
  filter: CandidateFilter | undefined,
): Int32Array {
  if (filter === undefined) return best;
  const passing = blend.map((score, place) =>
    filter.products[outputs[place]!] === 1 ? score : Number.NEGATIVE_INFINITY,
  );
  const there = new Set(best);
  const more = takeBest(passing, filter.most).filter((place) => !there.has(place));
  return Int32Array.from([...best, ...more]);
}

/** A part's column of each output, -1 where it has none. */
function placeItems(items: Int32Array, outputs: Int32Array, products: number): Int32Array {
  const columns = new Int32Array(products).fill(-1);
  for (const [column, item] of items.entries()) columns[item] = column;
  return outputs.map((item) => columns[item]!);
}

/** Deviations from the mean of the new products, whose `blend` is finite; bought ones are brought to the same scale. */
function standardise(
  values: Float32Array,
  columns: Int32Array,
  blend: Float32Array,
  into: Float32Array,
): void {
  let [count, sum, squares] = [0, 0, 0];
  for (let place = 0; place < columns.length; place++) {
    const column = columns[place]!;
    if (column < 0 || blend[place] === Number.NEGATIVE_INFINITY) continue;
    const value = values[column]!;
    count++;
    sum += value;
    squares += value * value;
  }
  const mean = sum / Math.max(1, count);
  const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean));
  const scale = deviation > 0 ? 1 / deviation : 0;
  for (let place = 0; place < columns.length; place++) {
    const column = columns[place]!;
    into[place] = column < 0 ? 0 : (values[column]! - mean) * scale;
  }
}

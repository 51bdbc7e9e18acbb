import type { PurchaseHistory } from './purchase-history.ts';
import type { RowScorer } from './row-scorer.ts';

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
    blend.fill(0);
    for (const [index, { scorer, weight }] of parts.entries()) {
      scorer.score(customer, buffers[index]!);
      const standard = standardise(buffers[index]!, places[index]!, (place) => seen[outputs[place]!] === 0);
      scores[index]!.set(standard);
      for (let place = 0; place < outputs.length; place++) blend[place]! += weight * standard[place]!;
    }
    for (let place = 0; place < outputs.length; place++) {
      if (seen[outputs[place]!] === 1) blend[place] = Number.NEGATIVE_INFINITY;
    }
    for (let cell = from; cell < to; cell++) seen[history.items[cell]!] = 0;
    const best = addFiltered(takeBest(blend, most), blend, outputs, alsoFrom);
    return {
      items: best.map((place) => outputs[place]!),
      blend: Float32Array.from(best, (place) => blend[place]!),
      raw: parts.map((_, index) =>
        Float32Array.from(best, (place) => {
          const column = places[index]![place]!;
          return column < 0 ? 0 : buffers[index]![column]!;
        }),
      ),
      standard: parts.map((_, index) => Float32Array.from(best, (place) => scores[index]![place]!)),
    };
  };
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

function standardise(
  values: Float32Array,
  columns: Int32Array,
  isNew: (place: number) => boolean,
): Float32Array {
  let [count, sum, squares] = [0, 0, 0];
  for (let place = 0; place < columns.length; place++) {
    if (columns[place]! < 0 || !isNew(place)) continue;
    const value = values[columns[place]!]!;
    count++;
    sum += value;
    squares += value * value;
  }
  const mean = sum / Math.max(1, count);
  const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean));
  const scale = deviation > 0 ? 1 / deviation : 0;
  return Float32Array.from(columns, (column) => (column < 0 ? 0 : (values[column]! - mean) * scale));
}

/**
 * Places of the largest finite values, largest first; of equal ones the first place first.
 * A heap of the best so far, so that a long list is read once.
 */
export function takeBest(values: ArrayLike<number>, most: number): Int32Array {
  const heap: number[] = [];
  /** Whether place a is worse than place b. */
  const isWorse = (a: number, b: number) => values[a]! < values[b]! || (values[a]! === values[b]! && a > b);
  const sink = (start: number) => {
    for (let place = start; ; ) {
      let worst = place;
      for (const child of [2 * place + 1, 2 * place + 2]) {
        if (child < heap.length && isWorse(heap[child]!, heap[worst]!)) worst = child;
      }
      if (worst === place) return;
      [heap[place], heap[worst]] = [heap[worst]!, heap[place]!];
      place = worst;
    }
  };
  for (let place = 0; place < values.length; place++) {
    if (!Number.isFinite(values[place])) continue;
    if (heap.length < most) {
      heap.push(place);
      if (heap.length === most) for (let at = most >> 1; at >= 0; at--) sink(at);
    } else if (most > 0 && isWorse(heap[0]!, place)) {
      heap[0] = place;
      sink(0);
    }
  }
  return Int32Array.from(heap.sort((a, b) => (isWorse(a, b) ? 1 : -1)));
}

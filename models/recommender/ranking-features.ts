import { addLocalShares, type BranchSales } from './branch-sales.ts';
import type { Candidates } from './candidates.ts';
import type { ItemFacts } from './item-facts.ts';
import type { Attributes } from './product-log.ts';
import { type PurchaseHistory, RECENT_DAYS } from './purchase-history.ts';

/** What is known before a cut, from which candidates are described. */
export interface RankingFacts {
  readonly history: PurchaseHistory;
  readonly items: ItemFacts;
  readonly sales: BranchSales;
  readonly attributes: Attributes['product'];
}

const OF_ITEM = [
  'log_buyers',
  'log_buyers_28',
  'log_buyers_91',
  'trend_28',
  'log_new_buyers_28',
  'log_new_buyers_91',
  'new_share_91',
  'repeat_rate',
  'age_days',
  'log_price',
] as const;
const OF_CUSTOMER = [
  'products',
  'lines',
  'recent_lines',
  'idle_days',
  'mean_log_price',
  'new_products',
] as const;
const OF_PAIR = ['price_gap', 'local_share', 'local_lift'] as const;
const OF_LEVEL = ['lines', 'products', 'recent_lines', 'lift', 'item_share'] as const;

/** Names of the features, in the order of the columns; `parts` are the names of the candidates' scorers. */
export function listRankingFeatures(parts: readonly string[], levels: readonly string[]): string[] {
  return [
    ...parts.flatMap((part) => [`${part}_raw`, `${part}_z`]),
    'blend',
    ...OF_ITEM,
    ...OF_CUSTOMER,
    ...OF_PAIR,
    ...levels.flatMap((level) => OF_LEVEL.map((name) => `${level}_${name}`)),
  ];
}

/** Describes candidates customer by customer: fills `into` row-major from `start`, one row per candidate. */
export type DescribeCandidates = (
  customer: number,
  candidates: Candidates,
  into: Float32Array,
  start: number,
) => void;

/** Sums over groups of products are made once per cut; a customer's own once per customer. */
export function createDescriber(facts: RankingFacts): DescribeCandidates {
  const { history, items, sales } = facts;
  const levels = Object.values(facts.attributes).map(({ levels, codes }) =>
    createLevelProfile(codes, levels.length, items),
  );
  const local = new Float32Array(history.products);
  const allLines = items.lines.reduce((sum, lines) => sum + lines, 0);
  return (customer, candidates, into, start) => {
    const person = describeCustomer(facts, customer);
    for (const level of levels) level.open(history, customer);
    local.fill(0);
    addLocalShares(sales, customer, local);
    let place = start;
    for (let rank = 0; rank < candidates.items.length; rank++) {
      const item = candidates.items[rank]!;
      for (let part = 0; part < candidates.raw.length; part++) {
        into[place++] = candidates.raw[part]![rank]!;
        into[place++] = candidates.standard[part]![rank]!;
      }
      into[place++] = candidates.blend[rank]!;
      into[place++] = Math.log1p(items.buyers[item]!);
      into[place++] = Math.log1p(items.buyers28[item]!);
      into[place++] = Math.log1p(items.buyers91[item]!);
      into[place++] = Math.log1p(items.buyers28[item]!) - Math.log1p(items.buyers91[item]! * (28 / 91));
      into[place++] = Math.log1p(items.newBuyers28[item]!);
      into[place++] = Math.log1p(items.newBuyers91[item]!);
      into[place++] = items.newBuyers91[item]! / (1 + items.buyers91[item]!);
      into[place++] = items.repeatRate[item]!;
      into[place++] = items.age[item]!;
      into[place++] = items.logPrice[item]!;
      into[place++] = person.products;
      into[place++] = person.lines;
      into[place++] = person.recentLines;
      into[place++] = person.idleDays;
      into[place++] = person.meanLogPrice;
      into[place++] = person.newProducts;
      into[place++] = items.logPrice[item]! - person.meanLogPrice;
      into[place++] = local[item]!;
      into[place++] = local[item]! / Math.max(1e-9, items.lines[item]! / Math.max(1, allLines));
      for (const level of levels) place = level.write(item, person.lines, into, place);
    }
  };
}

function describeCustomer({ history, items }: RankingFacts, customer: number) {
  const [from, to] = [history.offsets[customer]!, history.offsets[customer + 1]!];
  let [lines, recentLines, prices, latest, fresh] = [0, 0, 0, Number.NEGATIVE_INFINITY, 0];
  for (let cell = from; cell < to; cell++) {
    lines += history.lines[cell]!;
    recentLines += history.recentLines[cell]!;
    prices += items.logPrice[history.items[cell]!]! * history.lines[cell]!;
    latest = Math.max(latest, history.lastDay[cell]!);
    if (history.firstDay[cell]! >= history.cut - RECENT_DAYS) fresh++;
  }
  return {
    products: to - from,
    lines,
    recentLines,
    idleDays: to > from ? history.cut - latest : 365,
    meanLogPrice: lines > 0 ? prices / lines : 0,
    newProducts: fresh,
  };
}

/** One attribute's groups of products: what a customer bought of each, beside what everybody did. */
function createLevelProfile(codes: Int32Array, groups: number, items: ItemFacts) {
  const sums = () => new Float64Array(groups);
  const [groupLines, groupBuyers] = [sums(), sums()];
  for (const [item, code] of codes.entries()) {
    groupLines[code]! += items.lines[item]!;
    groupBuyers[code]! += items.buyers[item]!;
  }
  const allLines = groupLines.reduce((sum, lines) => sum + lines, 0);
  const [lines, products, recentLines] = [sums(), sums(), sums()];
  let touched: number[] = [];
  return {
    /** Forget the last customer, count this one. */
    open(history: PurchaseHistory, customer: number): void {
      for (const code of touched) {
        lines[code] = 0;
        products[code] = 0;
        recentLines[code] = 0;
      }
      touched = [];
      for (let cell = history.offsets[customer]!; cell < history.offsets[customer + 1]!; cell++) {
        const code = codes[history.items[cell]!]!;
        touched.push(code);
        lines[code]! += history.lines[cell]!;
        products[code]!++;
        recentLines[code]! += history.recentLines[cell]!;
      }
    },
    write(item: number, customerLines: number, into: Float32Array, place: number): number {
      const code = codes[item]!;
      const share = groupLines[code]! / Math.max(1, allLines);
      into[place] = lines[code]!;
      into[place + 1] = products[code]!;
      into[place + 2] = recentLines[code]!;
      into[place + 3] = lines[code]! / Math.max(1, customerLines) / Math.max(1e-9, share);
      into[place + 4] = items.buyers[item]! / Math.max(1, groupBuyers[code]!);
      return place + OF_LEVEL.length;
    },
  };
}

import type { ProductLog } from './product-log.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/** What is known of each product before a cut. */
export interface ItemFacts {
  /** Customers who ever bought it, and within 28 and 91 days. */
  readonly buyers: Float64Array;
  readonly buyers28: Float64Array;
  readonly buyers91: Float64Array;
  /** Customers whose first purchase of it lies within 28 and 91 days. */
  readonly newBuyers28: Float64Array;
  readonly newBuyers91: Float64Array;
  /** Share of its buyers who bought it on several days; 0 without buyers. */
  readonly repeatRate: Float64Array;
  /** Days from its first sale to the cut; 0 when never sold. */
  readonly age: Float64Array;
  readonly lines: Float64Array;
  /** Log of 1 + what a unit cost; the mean of all products where none of its lines says. */
  readonly logPrice: Float64Array;
  /** Affiliate with most lines of it, -1 when never sold. */
  readonly seller: Int32Array;
}

/** Counts the log and its history before the same cut. */
export function countItems(log: ProductLog, history: PurchaseHistory): ItemFacts {
  const { cut, products } = history;
  const counts = () => new Float64Array(products);
  const [buyers, buyers28, buyers91, newBuyers28, newBuyers91] = [
    counts(),
    counts(),
    counts(),
    counts(),
    counts(),
  ];
  const [repeatRate, age, lines] = [counts(), counts(), counts()];
  for (let cell = 0; cell < history.items.length; cell++) {
    const item = history.items[cell]!;
    const [first, last] = [history.firstDay[cell]!, history.lastDay[cell]!];
    buyers[item]!++;
    lines[item]! += history.lines[cell]!;
    if (last >= cut - 28) buyers28[item]!++;
    if (last >= cut - 91) buyers91[item]!++;
    if (first >= cut - 28) newBuyers28[item]!++;
    if (first >= cut - 91) newBuyers91[item]!++;
    if (history.days[cell]! > 1) repeatRate[item]!++;
    age[item] = Math.max(age[item]!, cut - first);
  }
  for (let item = 0; item < products; item++) repeatRate[item]! /= Math.max(1, buyers[item]!);
  const logPrice = averagePrices(log, cut);
  const seller = findSellers(log, cut);
  return { buyers, buyers28, buyers91, newBuyers28, newBuyers91, repeatRate, age, lines, logPrice, seller };
}

function averagePrices(log: ProductLog, cut: number): Float64Array {
  const sums = new Float64Array(log.products.length);
  const priced = new Float64Array(log.products.length);
  for (let event = 0; event < log.owner.length; event++) {
    if (log.day[event]! >= cut) continue;
    sums[log.item[event]!]! += log.unitPrices[event]!;
    priced[log.item[event]!]! += log.pricedLines[event]!;
  }
  const prices = sums.map((sum, item) =>
    priced[item]! > 0 ? Math.log1p(Math.max(0, sum / priced[item]!)) : Number.NaN,
  );
  const known = prices.filter((price) => !Number.isNaN(price));
  const mean = known.reduce((sum, price) => sum + price, 0) / Math.max(1, known.length);
  return prices.map((price) => (Number.isNaN(price) ? mean : price));
}

function findSellers(log: ProductLog, cut: number): Int32Array {
  const width = log.affiliates.length;
  const sold = new Float64Array(log.products.length * width);
  for (let event = 0; event < log.owner.length; event++) {
    if (log.day[event]! < cut) sold[log.item[event]! * width + log.affiliate[event]!]! += log.lines[event]!;
  }
  return Int32Array.from(log.products, (_, item) => {
    let best = -1;
    for (let affiliate = 0; affiliate < width; affiliate++) {
      const lines = sold[item * width + affiliate]!;
      if (lines > 0 && (best < 0 || lines > sold[item * width + best]!)) best = affiliate;
    }
    return best;
  });
}

import type { ProductLog } from './product-log.ts';

/** Lines of each product by affiliate, and which affiliates each customer has bought products at. */
export interface Sellers {
  readonly affiliates: number;
  /** Row-major, products × affiliates. */
  readonly lines: Float64Array;
  /** Row-major, customers × affiliates, 0 or 1. */
  readonly used: Uint8Array;
}

/** Counts the whole log. */
export function countSellers(log: ProductLog): Sellers {
  const affiliates = log.affiliates.length;
  const lines = new Float64Array(log.products.length * affiliates);
  const used = new Uint8Array(log.customers.length * affiliates);
  for (let event = 0; event < log.owner.length; event++) {
    lines[log.item[event]! * affiliates + log.affiliate[event]!]! += log.lines[event]!;
    used[log.owner[event]! * affiliates + log.affiliate[event]!] = 1;
  }
  return { affiliates, lines, used };
}

/**
 * Where to offer a product to a customer: at the predicted next affiliate if it sells it, else at the one with most lines
 * of it among those the customer uses, else at the one with most lines. An affiliate sells what was bought there.
 * @param next position of the predicted affiliate, -1 without one or where it sells no products
 * @returns -1 when nobody has ever sold it
 */
export function chooseSeller(sellers: Sellers, product: number, customer: number, next: number): number {
  const { affiliates, lines, used } = sellers;
  if (next >= 0 && lines[product * affiliates + next]! > 0) return next;
  const findMost = (isOpen: (affiliate: number) => boolean): number => {
    let best = -1;
    for (let affiliate = 0; affiliate < affiliates; affiliate++) {
      const sold = lines[product * affiliates + affiliate]!;
      if (sold === 0 || !isOpen(affiliate)) continue;
      if (best < 0 || sold > lines[product * affiliates + best]!) best = affiliate;
    }
    return best;
  };
  const usual = findMost((affiliate) => used[customer * affiliates + affiliate] === 1);
  return usual >= 0 ? usual : findMost(() => true);
}

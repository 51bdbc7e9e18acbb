import { createRandom } from '../../../models/random.ts';
import type { Purchase } from './write-log.ts';

/** Products of each of two tastes; a customer of one taste buys nothing of the other. */
export const TASTES = ['tea', 'ale'] as const;
const GOODS = 24;

/** A taste's products, those in everybody's basket first. */
export function listGoods(taste: (typeof TASTES)[number]): string[] {
  return Array.from({ length: GOODS }, (_, place) => `${taste}-${String(place).padStart(2, '0')}`);
}

/** The whole table of products, one category per taste. */
export function listProducts(): Array<{ code: string; category: string }> {
  return TASTES.flatMap((taste) => listGoods(taste).map((code) => ({ code, category: taste })));
}

/** Shoppers of two tastes who try a new product of their taste every week or so for a year. */
export function plantShoppers(customers: number, seed = 1): Purchase[] {
  const random = createRandom(seed);
  return Array.from({ length: customers }, (_, index) => index).flatMap((index) => {
    const taste = TASTES[index % 2]!;
    const order = random.shuffle(listGoods(taste));
    return order.slice(0, 16).map((product, place) => ({
      customer: `M${String(index).padStart(3, '0')}`,
      product,
      day: -360 + place * 22 + random.integer(20),
    }));
  });
}

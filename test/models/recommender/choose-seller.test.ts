import { expect, it } from 'vitest';
import { chooseSeller, countSellers } from '../../../models/recommender/choose-seller.ts';
import { writeLog } from './write-log.ts';

const { log } = writeLog(
  [
    { customer: 'M1', product: 'milk', day: -9, affiliate: 'A01', lines: 5 },
    { customer: 'M2', product: 'milk', day: -9, affiliate: 'A02', lines: 2 },
    { customer: 'M2', product: 'milk', day: -9, affiliate: 'A03', lines: 1 },
    { customer: 'M3', product: 'tea', day: -9, affiliate: 'A03' },
  ],
  { products: [{ code: 'ale' }, { code: 'milk' }, { code: 'tea' }] },
);
const sellers = countSellers(log);
const seller = (product: string, customer: string, next: string | null) =>
  log.affiliates[
    chooseSeller(
      sellers,
      log.products.indexOf(product),
      log.customers.indexOf(customer),
      next === null ? -1 : log.affiliates.indexOf(next),
    )
  ] ?? null;

it.each([
  ['the next affiliate, which sells it', 'milk', 'M1', 'A03', 'A03'],
  ['of those the customer uses the one with most lines', 'milk', 'M2', null, 'A02'],
  ['not the next affiliate, where it does not sell it', 'tea', 'M3', 'A02', 'A03'],
  ['the one with most lines, where the customer uses none that sells it', 'milk', 'M3', null, 'A03'],
  ['the largest seller of all', 'tea', 'M1', null, 'A03'],
  ['nobody, of what was never sold', 'ale', 'M1', 'A01', null],
])('is %s', (_, product, customer, next, expected) => {
  expect(seller(product, customer, next)).toBe(expected);
});

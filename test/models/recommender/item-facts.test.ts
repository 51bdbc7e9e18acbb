import { expect, it } from 'vitest';
import { countItems } from '../../../models/recommender/item-facts.ts';
import { buildHistory } from '../../../models/recommender/purchase-history.ts';
import { writeLog } from './write-log.ts';

const { log } = writeLog(
  [
    { customer: 'M1', product: 'milk', day: -100, price: 3 },
    { customer: 'M1', product: 'milk', day: -20, price: 5, lines: 3, affiliate: 'A02' },
    { customer: 'M2', product: 'milk', day: -29, price: 3 },
    { customer: 'M2', product: 'tea', day: -1, price: 1 },
  ],
  { products: [{ code: 'ale' }, { code: 'milk' }, { code: 'tea' }] },
);
const facts = countItems(log, buildHistory(log, 0));
const milk = 1;

it('counts buyers by how recent they are, and those who had not bought it before', () => {
  expect(facts.buyers[milk]).toBe(2);
  expect(facts.buyers28[milk]).toBe(1);
  expect(facts.newBuyers28[milk]).toBe(0);
  expect(facts.newBuyers91[milk]).toBe(1);
  expect(facts.repeatRate[milk]).toBe(0.5);
  expect(facts.age[milk]).toBe(100);
  expect(facts.lines[milk]).toBe(5);
});

it('has the price of a unit as a mean over lines, and of a product nobody bought the mean of all', () => {
  expect(facts.logPrice[milk]).toBeCloseTo(Math.log1p((3 + 15 + 3) / 5), 12);
  expect(facts.logPrice[0]).toBeCloseTo((facts.logPrice[1]! + facts.logPrice[2]!) / 2, 12);
});

it('names the affiliate with most lines as the seller, none where it was never sold', () => {
  expect([...facts.seller].map((seller) => log.affiliates[seller])).toEqual([undefined, 'A02', 'A01']);
});

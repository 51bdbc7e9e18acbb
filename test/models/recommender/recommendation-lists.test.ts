import { describe, expect, it } from 'vitest';
import { countSellers } from '../../../models/recommender/choose-seller.ts';
import { countItems } from '../../../models/recommender/item-facts.ts';
import { buildHistory } from '../../../models/recommender/purchase-history.ts';
import {
  createNextFilter,
  listRecommendations,
  listSold,
} from '../../../models/recommender/recommendation-lists.ts';
import { type Purchase, writeLog } from './write-log.ts';

/** 60 products, the last 30 of them sold at A02 only; M1 has bought the first. */
const goods = Array.from({ length: 60 }, (_, place) => `p${String(place).padStart(2, '0')}`);
const purchases: Purchase[] = [
  { customer: 'M1', product: 'p00', day: -9 },
  ...goods.map((product, place) => ({
    customer: 'M2',
    product,
    day: -9,
    affiliate: place < 30 ? 'A01' : 'A02',
  })),
];
const { log } = writeLog(purchases, { products: [...goods, 'unsold'].map((code) => ({ code })) });
const history = buildHistory(log, 0);
const sellers = countSellers(log);
const planFor = (next: number) => ({
  history,
  sellers,
  next: Int32Array.of(next, next),
  sold: listSold(countItems(log, history).buyers),
});
/** Every product but the first, the first ones best. */
const ranked = {
  items: Int32Array.from({ length: 59 }, (_, place) => place + 1),
  scores: Float64Array.from({ length: 59 }, (_, place) => 1 - place / 100),
};

describe('the list of a customer', () => {
  it('is the 20 best, and 10 more that the next affiliate sells, ranked together', () => {
    const rows = listRecommendations(planFor(1), 0, ranked);
    expect(rows.map(({ product }) => product)).toEqual([
      ...Array.from({ length: 20 }, (_, place) => place + 1),
      ...Array.from({ length: 10 }, (_, place) => place + 30),
    ]);
    expect(rows.map(({ rank }) => rank)).toEqual(rows.map((_, place) => place + 1));
    const scores = rows.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    expect(rows.slice(20).every(({ affiliate }) => log.affiliates[affiliate] === 'A02')).toBe(true);
  });

  it('is the 20 best alone without a next affiliate', () => {
    expect(listRecommendations(planFor(-1), 0, ranked)).toHaveLength(20);
  });

  it('is filled up by what is sold, never by what was bought or was never sold', () => {
    const few = { items: Int32Array.of(7), scores: Float64Array.of(0.4) };
    const rows = listRecommendations(planFor(-1), 0, few);
    expect(rows).toHaveLength(20);
    expect(new Set(rows.map(({ product }) => product)).size).toBe(20);
    expect(rows[0]).toMatchObject({ product: 7, score: 0.4, rank: 1 });
    for (const { product, score, affiliate } of rows.slice(1)) {
      expect([0, 60]).not.toContain(product);
      expect(score).toBe(0);
      expect(affiliate).toBeGreaterThanOrEqual(0);
    }
  });

  it('is as long as there are products', () => {
    const { log: small } = writeLog([
      { customer: 'M1', product: 'p0', day: -9 },
      { customer: 'M2', product: 'p1', day: -9 },
    ]);
    const past = buildHistory(small, 0);
    const plan = {
      history: past,
      sellers: countSellers(small),
      next: Int32Array.of(-1, -1),
      sold: listSold(countItems(small, past).buyers),
    };
    const nothing = { items: new Int32Array(0), scores: new Float64Array(0) };
    expect(listRecommendations(plan, 0, nothing).map(({ product }) => product)).toEqual([1]);
  });
});

it('finds what the next affiliate sells, whatever its place among all', () => {
  const filter = createNextFilter(planFor(1))(0);
  expect([...filter!.products]).toEqual([...goods.map((_, place) => (place < 30 ? 0 : 1)), 0]);
  expect(createNextFilter(planFor(-1))(0)).toBeUndefined();
});

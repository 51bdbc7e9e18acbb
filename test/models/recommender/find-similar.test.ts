import { expect, it } from 'vitest';
import { readCut } from '../../../models/recommender/cut-facts.ts';
import { findSimilar } from '../../../models/recommender/find-similar.ts';
import { fitFirstStage } from '../../../models/recommender/first-stage.ts';
import { loadTensorflow } from '../../../platform/native.ts';
import { listProducts, plantShoppers } from './plant-shoppers.ts';
import { writeLog } from './write-log.ts';

const { tf } = await loadTensorflow();
const purchases = plantShoppers(120);
const products = [
  ...listProducts(),
  { code: 'tea-new', category: 'tea' },
  { code: 'ale-new', category: 'ale' },
];
const data = writeLog(purchases, { products });
const tasteOf = (item: number) => data.log.products[item]!.split('-')[0];
const shareOfTaste = (found: ReturnType<typeof findSimilar>, isMeant: (product: string) => boolean) => {
  const rows = Array.from(found.product.keys()).filter((row) =>
    isMeant(data.log.products[found.product[row]!]!),
  );
  const right = rows.filter((row) => tasteOf(found.product[row]!) === tasteOf(found.similar[row]!));
  return right.length / rows.length;
};
const isNew = (product: string) => product.endsWith('new');

it('finds products of the planted taste for every product, those without a buyer by their category', async () => {
  const stage = await fitFirstStage(data, 0, { tf, seed: 1 });
  const found = findSimilar(stage, stage.hybrid);
  expect(new Set(found.product).size).toBe(products.length);
  // Nobody buys of both tastes.
  expect(shareOfTaste(found, (product) => !isNew(product))).toBe(1);
  expect(shareOfTaste(found, isNew)).toBeGreaterThan(0.95);
});

it('has no row for a product without buyers where no model knows it', () => {
  const found = findSimilar(readCut(data, 0), undefined);
  expect(Array.from(found.product, (item) => data.log.products[item]!).filter(isNew)).toEqual([]);
  expect(new Set(found.product).size).toBe(products.length - 2);
});

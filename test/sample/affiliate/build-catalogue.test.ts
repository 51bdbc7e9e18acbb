import { expect, test } from 'vitest';
import { buildCatalogue, divideProductSlots } from '../../../sample/affiliate/build-catalogue.ts';

const products = buildCatalogue();

test('codes run by category in Korean order: the first is furniture', () => {
  expect(products).toHaveLength(1933);
  expect(products[0]!.category_name).toBe('가구');
  const categories = products.map((product) => product.category);
  expect(categories).toEqual([...categories].sort((a, b) => a - b));
});

test('every category sells in every style, each in 512 slots', () => {
  const slots = divideProductSlots(products);
  const sums = new Map<string, number>();
  for (const { category, style, count } of slots) {
    const key = `${category}/${style}`;
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  expect(sums.size).toBe(60 * 5);
  expect(new Set(sums.values())).toEqual(new Set([512]));
});

test('a style sells only its own products where it has any', () => {
  const misplaced = divideProductSlots(products).filter(({ category, style, value }) => {
    const own = products.some((product) => product.category === category && product.style === style);
    return style > 0 && own && products[value]!.style !== style;
  });
  expect(misplaced).toEqual([]);
});

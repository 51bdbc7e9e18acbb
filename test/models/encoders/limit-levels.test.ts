import { expect, it } from 'vitest';
import type { FeatureSpec } from '../../../models/encoders/feature-table.ts';
import { limitLevels } from '../../../models/encoders/limit-levels.ts';

const shop = ['a', 'a', 'a', 'b', 'b', 'c', null, null, null];
const table = { rows: shop.length, numbers: { visits: shop.map(() => 1) }, categories: { shop } };
const limit = (leastRows: number, maxLevels?: number) => {
  const specs: FeatureSpec[] = [
    { kind: 'number', name: 'visits' },
    { kind: 'category', name: 'shop', maxLevels },
  ];
  const [number, category] = limitLevels(specs, table, leastRows);
  expect(number).toEqual(specs[0]);
  return category?.kind === 'category' ? category.maxLevels : null;
};

it.each([
  [1, 3],
  [2, 2],
  [3, 1],
  [4, 1],
])('of codes with at least %i rows there are %i, missing ones not among them', (leastRows, levels) => {
  expect(limit(leastRows)).toBe(levels);
});

it('never allows more than the spec does', () => {
  expect(limit(1, 2)).toBe(2);
});

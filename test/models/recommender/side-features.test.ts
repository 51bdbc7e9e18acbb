import { expect, it } from 'vitest';
import { readCut } from '../../../models/recommender/cut-facts.ts';
import { binValues, listProductFeatures } from '../../../models/recommender/side-features.ts';
import { writeLog } from './write-log.ts';

it('bins numbers by equal shares; missing is a bin of its own, and no value is a level', () => {
  const { codes, levels } = binValues(
    Float64Array.from({ length: 101 }, (_, place) => (place < 100 ? place : Number.NaN)),
  );
  expect(levels).toHaveLength(11);
  const sizes = Array.from({ length: 11 }, (_, bin) => codes.filter((code) => code === bin).length);
  expect(sizes).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 1]);
});

it('gives a product its identity and its groups, and leaves out a name that nearly each has for itself', () => {
  const products = ['a', 'b', 'c', 'd'].map((code) => ({ code, category: 'food', name: `name of ${code}` }));
  const data = writeLog([{ customer: 'M1', product: 'a', day: -3 }], { products });
  const { history, items } = readCut(data, 0);
  const { width, codes, levels } = listProductFeatures(data, history, items);
  // Identity, category, price, gap.
  expect(width).toBe(4);
  expect(Array.from({ length: 4 }, (_, row) => codes[row * width])).toEqual([0, 1, 2, 3]);
  expect(new Set(Array.from({ length: 4 }, (_, row) => codes[row * width + 1]))).toEqual(new Set([4]));
  expect(levels).toBe(4 + 1 + 11 + 11);
});

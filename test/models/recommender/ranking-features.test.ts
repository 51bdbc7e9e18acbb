import { expect, it } from 'vitest';
import { buildDescriber, readCut } from '../../../models/recommender/cut-facts.ts';
import { listRankingFeatures } from '../../../models/recommender/ranking-features.ts';
import { writeLog } from './write-log.ts';

const data = writeLog(
  [
    { customer: 'M1', product: 'milk', day: -90, lines: 3, price: 2 },
    { customer: 'M1', product: 'cream', day: -10, price: 4 },
    { customer: 'M2', product: 'milk', day: -5 },
    { customer: 'M2', product: 'tea', day: -5 },
    { customer: 'M2', product: 'curd', day: -5, price: 6 },
    { customer: 'M2', product: 'curd', day: -4, price: 6 },
  ],
  {
    products: [
      { code: 'cream', category: 'dairy' },
      { code: 'curd', category: 'dairy' },
      { code: 'milk', category: 'dairy' },
      { code: 'tea', category: 'drinks' },
    ],
  },
);
const columns = listRankingFeatures(['ease'], Object.keys(data.attributes.product));
const candidates = {
  items: Int32Array.of(1, 3),
  blend: Float32Array.of(2, 1),
  raw: [Float32Array.of(0.5, 0.25)],
  standard: [Float32Array.of(1, -1)],
};
const values = new Float32Array(2 * columns.length).fill(Number.NaN);
buildDescriber(readCut(data, 0))(0, candidates, values, 0);
const read = (row: number, name: string) => values[row * columns.length + columns.indexOf(name)];

it('fills every column of every candidate with a number', () => {
  expect(new Set(columns).size).toBe(columns.length);
  expect(values.every(Number.isFinite)).toBe(true);
});

it.each([
  ['ease_raw', 0.5, 0.25],
  ['ease_z', 1, -1],
  ['blend', 2, 1],
  ['log_buyers', Math.log1p(1), Math.log1p(1)],
  ['repeat_rate', 1, 0],
  ['age_days', 5, 5],
  ['products', 2, 2],
  ['lines', 4, 4],
  ['recent_lines', 1, 1],
  ['idle_days', 10, 10],
  ['new_products', 1, 1],
  ['category_lines', 4, 0],
  ['category_products', 2, 0],
  ['category_recent_lines', 1, 0],
  // Seven of eight lines of everybody are dairy, all four of the customer's.
  ['category_lift', 8 / 7, 0],
  ['category_item_share', 1 / 4, 1],
])('%s is what the purchases say', (name, curd, tea) => {
  expect(read(0, name)).toBeCloseTo(curd, 5);
  expect(read(1, name)).toBeCloseTo(tea, 5);
});

it('is told by how much a product costs more than what the customer buys', () => {
  const usual = (3 * Math.log1p((2 * 3 + 1) / 4) + Math.log1p(4)) / 4;
  expect(read(0, 'price_gap')).toBeCloseTo(Math.log1p(6) - usual, 5);
});

import { expect, it } from 'vitest';
import { buildHistory } from '../../../models/recommender/purchase-history.ts';
import { writeLog } from './write-log.ts';

const { log } = writeLog(
  [
    { customer: 'M1', product: 'milk', day: -200 },
    { customer: 'M1', product: 'milk', day: -200, affiliate: 'A02' },
    { customer: 'M1', product: 'milk', day: -70, lines: 2 },
    { customer: 'M1', product: 'milk', day: -5 },
    { customer: 'M1', product: 'tea', day: -61 },
    { customer: 'M3', product: 'tea', day: -10 },
    { customer: 'M3', product: 'ale', day: -11 },
  ],
  { customers: ['M1', 'M2', 'M3'], products: [{ code: 'ale' }, { code: 'milk' }, { code: 'tea' }] },
);

it('sums what lies before the cut, one cell per customer and product', () => {
  const history = buildHistory(log, -10);
  expect(history).toMatchObject({ cut: -10, customers: 3, products: 3 });
  expect([...history.offsets]).toEqual([0, 2, 2, 3]);
  expect([...history.items]).toEqual([1, 2, 0]);
  expect([...history.lines]).toEqual([4, 1, 1]);
  expect([...history.days]).toEqual([2, 1, 1]);
  expect([...history.firstDay]).toEqual([-200, -61, -11]);
  expect([...history.lastDay]).toEqual([-70, -61, -11]);
  expect([...history.recentLines]).toEqual([2, 1, 1]);
});

it('knows nothing of the day of the cut and after it', () => {
  const earlier = buildHistory(log, -200);
  expect([...earlier.offsets]).toEqual([0, 0, 0, 0]);
});

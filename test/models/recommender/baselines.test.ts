import { expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { buildRandom, buildRepeat } from '../../../models/recommender/baselines.ts';
import { readCut } from '../../../models/recommender/cut-facts.ts';
import { rankByPart } from '../../../models/recommender/rank-customers.ts';
import { writeLog } from './write-log.ts';

const products = [
  { code: 'oolong', category: 'tea' },
  { code: 'assam', category: 'tea' },
  { code: 'sencha', category: 'tea' },
  { code: 'stout', category: 'ale' },
  { code: 'porter', category: 'ale' },
];
const data = writeLog(
  [
    { customer: 'M1', product: 'oolong', day: -9, lines: 2 },
    { customer: 'M2', product: 'sencha', day: -5 },
    { customer: 'M3', product: 'sencha', day: -5 },
    { customer: 'M3', product: 'assam', day: -5 },
    { customer: 'M3', product: 'stout', day: -4, lines: 3 },
    { customer: 'M4', product: 'porter', day: -4 },
  ],
  { products },
);
const facts = readCut(data, 0);
const list = (part: Parameters<typeof rankByPart>[1], row: number, k = 4) =>
  Array.from(rankByPart(facts, part, { customers: Int32Array.of(row), k }).items, (item) =>
    item < 0 ? null : products[item]!.code,
  );

it('repeats the kinds bought most, the most popular of a kind first', () => {
  expect(list(buildRepeat(facts), 0)).toEqual(['sencha', 'assam', 'stout', 'porter']);
  // Three lines of ale weigh more than two of tea, however many buy tea.
  expect(list(buildRepeat(facts), 2)).toEqual(['porter', 'oolong', null, null]);
});

it('draws another order for each customer, the same from the same seed', () => {
  const draw = () => {
    const part = buildRandom(facts, createRandom(1));
    const [first, second] = [new Float32Array(5), new Float32Array(5)];
    part.scorer.score(0, first);
    part.scorer.score(1, second);
    return [[...first], [...second]];
  };
  const [first, second] = draw();
  expect(new Set([...first!, ...second!]).size).toBe(10);
  expect(draw()).toEqual([first, second]);
});

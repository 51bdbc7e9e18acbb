import { expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { readCut } from '../../../models/recommender/cut-facts.ts';
import { listNewItems } from '../../../models/recommender/list-new-items.ts';
import { listOutcomes, sampleOutcomes } from '../../../models/recommender/outcomes.ts';
import { buildHistory } from '../../../models/recommender/purchase-history.ts';
import { writeLog } from './write-log.ts';

const data = writeLog([
  { customer: 'M1', product: 'ale', day: -30 },
  { customer: 'M1', product: 'ale', day: -5 },
  { customer: 'M1', product: 'milk', day: -6 },
  { customer: 'M1', product: 'milk', day: -4 },
  { customer: 'M1', product: 'tea', day: -1 },
  { customer: 'M2', product: 'tea', day: -30 },
  { customer: 'M3', product: 'milk', day: -10 },
]);

it('lists once what was first bought in the window, and of the products asked for only', () => {
  const history = buildHistory(data.log, -10);
  const list = (outputs: number[], until: number) => {
    const { offsets, items } = listNewItems(data.log, history, { until, outputs: Int32Array.from(outputs) });
    return [[...offsets], [...items]];
  };
  expect(list([0, 1, 2], 0)).toEqual([
    [0, 2, 2, 3],
    [1, 2, 1],
  ]);
  expect(list([0, 1, 2], -1)).toEqual([
    [0, 1, 1, 2],
    [1, 1],
  ]);
  expect(list([2], 0)).toEqual([[0, 1, 1, 1], [2]]);
});

it('keeps those with an outcome, or as many of them as asked for, each with what was bought', () => {
  const stage = { ...readCut(data, -10), outputs: Int32Array.of(0, 1, 2) };
  const outcomes = listOutcomes(stage, 0);
  expect([...outcomes.customers]).toEqual([0, 2]);
  expect([...outcomes.newItems.offsets]).toEqual([0, 2, 3]);
  const one = sampleOutcomes(outcomes, { most: 1, random: createRandom(1) });
  expect(one.newItems.offsets).toHaveLength(2);
  expect([...one.newItems.items]).toEqual(one.customers[0] === 0 ? [1, 2] : [1]);
});

import { expect, it } from 'vitest';
import { orderByScore, walkTies } from '../../../models/metrics/walk-ties.ts';

it('orders by falling score and visits each run of ties once', () => {
  const scores = [0.2, 0.9, 0.2, 0.5];
  const order = orderByScore(scores, 4);
  expect([...order]).toEqual([1, 3, 0, 2]);
  const runs: [number, number][] = [];
  walkTies(order, scores, (from, to) => void runs.push([from, to]));
  expect(runs).toEqual([
    [0, 1],
    [1, 2],
    [2, 4],
  ]);
});

it('refuses a score that is no number, and a missing one', () => {
  expect(() => orderByScore([1, Number.NaN], 2)).toThrow('invalid score in row 1: NaN (expected a number)');
  expect(() => orderByScore([1], 2)).toThrow('2');
});

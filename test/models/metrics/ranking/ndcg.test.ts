import { expect, it } from 'vitest';
import { listNdcg } from '../../../../models/metrics/ranking/ndcg.ts';
import { toLists, toNewItems } from './lists.ts';

/** What a hit at each rank counts: 1 / log2(rank + 1). */
const [first, second, third, fourth] = [1, 0.6309297536, 0.5, 0.4306765581] as const;

it.each([
  ['every wanted product first', [4, 7, 1, 2], [4, 7], 1],
  ['the same in another order', [7, 4, 1, 2], [4, 7], 1],
  ['hits at ranks 2 and 4 of two', [3, 1, 0, 2], [1, 2], (second + fourth) / (first + second)],
  ['one hit at rank 3', [5, 6, 9], [9], third],
  ['no hit', [5, 6], [9], 0],
  ['a short list', [], [9], 0],
])('%s', (_, list, wanted, expected) => {
  expect(listNdcg(toLists([list], 10), toNewItems([wanted]), 10)[0]).toBeCloseTo(expected, 9);
});

it('asks for no more hits than the list has places', () => {
  expect([...listNdcg(toLists([[1, 2, 3]]), toNewItems([[1, 2, 3, 4, 5]]), 10)]).toEqual([1]);
});

it('looks at the first k only', () => {
  expect([...listNdcg(toLists([[1, 2, 3]]), toNewItems([[3]]), 2)]).toEqual([0]);
});

it('has no value where there was nothing to find', () => {
  expect([...listNdcg(toLists([[1], [1]]), toNewItems([[], [1]]), 10)]).toEqual([Number.NaN, 1]);
});

import { expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { takeBest } from '../../../models/recommender/take-best.ts';

it.each([
  [[3, 1, 2], 2, [0, 2]],
  [[1, 1, 1, 1], 2, [0, 1]],
  [[Number.NEGATIVE_INFINITY, 5, Number.NaN], 3, [1]],
  [[4, 8, 15, 16, 23, 42, 7], 3, [5, 4, 3]],
  [[1, 2], 0, []],
  [[2, 9, 5], 9, [1, 2, 0]],
  [[], 2, []],
])('the best places of %j, at most %i, are %j', (values, most, places) => {
  expect([...takeBest(values, most)]).toEqual(places);
});

it('finds of a thousand values, many of them equal, what sorting them all finds', () => {
  const random = createRandom(1);
  const values = Float32Array.from({ length: 1_000 }, () => random.integer(50));
  const sorted = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b);
  expect([...takeBest(values, 137)]).toEqual(sorted.slice(0, 137));
});

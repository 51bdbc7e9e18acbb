import { expect, it } from 'vitest';
import { countHits } from '../../../../models/metrics/ranking/count-hits.ts';
import { toLists, toNewItems } from './lists.ts';

it.each([
  [1, [0, 0, 0]],
  [2, [1, 1, 0]],
  [4, [2, 1, 0]],
  [9, [2, 1, 0]],
])('among the first %i', (k, hits) => {
  const lists = toLists([
    [3, 1, 0, 2],
    [2, 0],
    [0, 1, 2, 3],
  ]);
  expect([...countHits(lists, toNewItems([[1, 2], [0], []]), k)]).toEqual(hits);
});

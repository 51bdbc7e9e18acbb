import { expect, it } from 'vitest';
import { listRecalls } from '../../../../models/metrics/ranking/recall.ts';
import { toLists, toNewItems } from './lists.ts';

it('is the share of the wanted that is listed; no value where nothing was', () => {
  const lists = toLists([
    [3, 1, 0, 2],
    [2, 0],
    [0, 1],
  ]);
  expect([...listRecalls(lists, toNewItems([[1, 7], [0], []]), 20)]).toEqual([0.5, 1, Number.NaN]);
  expect([...listRecalls(lists, toNewItems([[2], [2, 5, 6, 7], []]), 1)]).toEqual([0, 0.25, Number.NaN]);
});

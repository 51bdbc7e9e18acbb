import { expect, it } from 'vitest';
import { listPrecisions } from '../../../../models/metrics/ranking/precision.ts';
import { toLists, toNewItems } from './lists.ts';

it('divides by k, so that a short list gains nothing', () => {
  const lists = toLists([[3, 1, 0, 2, 5], [2, 0], [9]]);
  expect([...listPrecisions(lists, toNewItems([[1, 2], [0, 2], []]), 5)]).toEqual([0.4, 0.4, 0]);
});

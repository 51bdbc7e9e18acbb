import { expect, it } from 'vitest';
import { findLevels, fitOneHot } from '../../../models/encoders/one-hot.ts';

it('learns sorted levels with unknown last', () => {
  expect(fitOneHot(['Z02', null, 'Z01', '', 'Z02', 'unknown', '여성'])).toEqual({
    levels: ['Z01', 'Z02', '여성', 'unknown'],
  });
});

it('counts missing and unseen codes as unknown', () => {
  const state = fitOneHot(['b', 'a']);
  expect([...findLevels(state, ['a', 'b', 'new', null, 'unknown', ''])]).toEqual([0, 1, 2, 2, 2, 2]);
});

it('keeps the most frequent codes, of equals the first, and counts the rest as other', () => {
  const state = fitOneHot(['c', 'b', 'c', 'a', 'b', 'd', null], { maxLevels: 3 });
  expect(state).toEqual({ levels: ['a', 'b', 'c', 'other', 'unknown'], isCapped: true });
  // Codes that training did not have are as rare as those that it had too few of; missing is not.
  expect([...findLevels(state, ['a', 'd', 'new', 'other', null, 'unknown'])]).toEqual([0, 3, 3, 3, 4, 4]);
});

it('caps nothing where there are no more codes than allowed', () => {
  expect(fitOneHot(['b', 'a', null], { maxLevels: 2 })).toEqual(fitOneHot(['b', 'a', null]));
});

it('lets a code named other join the rest of capped levels, however frequent', () => {
  const state = fitOneHot(['other', 'other', 'other', 'a', 'b', 'b'], { maxLevels: 1 });
  expect(state.levels).toEqual(['b', 'other', 'unknown']);
  expect([...findLevels(state, ['other', 'a', 'b'])]).toEqual([1, 1, 0]);
});

it('orders levels as asked', () => {
  const order = (left: string, right: string) => Number(left) - Number(right);
  expect(fitOneHot(['10', '9', '1'], { order }).levels).toEqual(['1', '9', '10', 'unknown']);
});

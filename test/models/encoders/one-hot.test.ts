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

import { expect, it } from 'vitest';
import { keepFinal } from '../../../models/lift/keep-final.ts';
import { READING } from './sketch-reading.ts';

const now = { ...READING, lift: 0.5 };

it('lets the final reading of before stand, of the same experiment and no other', () => {
  const kept = [{ reading: READING, as_of: '2021-06-01' }];
  expect(keepFinal([now], kept, '2021-06-02')).toEqual([READING]);
  const others = [
    { ...now, round: 2 },
    { ...now, action: 'keep' },
    { ...now, windowDays: 30 },
  ];
  expect(keepFinal(others, kept, '2021-06-02')).toEqual(others);
});

it('does not know of readings that were open, or of a later day', () => {
  const open = { reading: { ...READING, isFinal: false }, as_of: '2021-06-01' };
  expect(keepFinal([now], [open], '2021-06-02')).toEqual([now]);
  expect(keepFinal([now], [{ reading: READING, as_of: '2021-06-03' }], '2021-06-02')).toEqual([now]);
});

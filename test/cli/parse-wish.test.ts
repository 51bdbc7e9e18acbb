import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseWish, readNumber } from '../../cli/parse-wish.ts';

const Wish = z
  .strictObject({
    actor: z.string().min(1, 'expected a name'),
    until: z.iso.date().optional(),
    keepDays: z.int().min(1).max(99).optional(),
    set: z.record(z.string(), z.enum(['on', 'off'])).optional(),
  })
  .refine(({ keepDays }) => keepDays !== 13, 'expected another number of days');

it('gives what fits', () => {
  expect(parseWish(Wish, { actor: 'Kim', keepDays: 7 })).toEqual({ actor: 'Kim', keepDays: 7 });
});

it.each([
  [{ actor: '' }, 'invalid --actor: "" (expected a name)'],
  [{}, 'invalid --actor: nothing (expected a string)'],
  [{ actor: 'Kim', until: '2022-13-01' }, 'invalid --until: 2022-13-01 (expected a day, YYYY-MM-DD)'],
  [{ actor: 'Kim', keepDays: 0 }, 'invalid --keep-days: 0 (expected at least 1)'],
  [{ actor: 'Kim', keepDays: 100 }, 'invalid --keep-days: 100 (expected at most 99)'],
  [{ actor: 'Kim', keepDays: 1.5 }, 'invalid --keep-days: 1.5 (expected a whole number)'],
  [{ actor: 'Kim', keepDays: 'two' }, 'invalid --keep-days: two (expected a number)'],
  [{ actor: 'Kim', set: { light: 'dim' } }, 'invalid --set light: dim (expected on, off)'],
  [{ actor: 'Kim', keepDays: 13 }, 'expected another number of days'],
  [
    { actor: '', keepDays: 0 },
    'invalid --actor: "" (expected a name)\ninvalid --keep-days: 0 (expected at least 1)',
  ],
])('says of %j what was given and what is expected', (asked, text) => {
  expect(() => parseWish(Wish, asked)).toThrow(text);
});

it('keeps what is no number as it was typed', () => {
  expect(['7', '1e3', 'two', ' '].map(readNumber)).toEqual([7, 1_000, 'two', ' ']);
});

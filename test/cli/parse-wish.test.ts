import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseWish } from '../../cli/parse-wish.ts';

const Wish = z.strictObject({ actor: z.string().min(1, 'expected a name'), until: z.iso.date().optional() });

it('gives what fits, and names the first thing that does not', () => {
  expect(parseWish(Wish, { actor: 'Kim' })).toEqual({ actor: 'Kim' });
  expect(() => parseWish(Wish, { actor: '' })).toThrow('invalid actor: expected a name');
});

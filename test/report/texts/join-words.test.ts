import { expect, it } from 'vitest';
import { joinWords } from '../../../report/texts/join-words.ts';

it('joins none, one, two and three', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(joinWords)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});

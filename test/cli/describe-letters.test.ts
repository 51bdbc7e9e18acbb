import { expect, it } from 'vitest';
import { describeLetters } from '../../cli/describe-letters.ts';

it('says why an event is kept, and what it says', () => {
  const text = describeLetters([
    {
      ...{ letter: 'a', customer: 'U7', reason: 'unregistered', times: 3 },
      ...{ problem: 'nobody of this name has registered', event: { id: 'e1', customer: 'U7' } },
    },
  ]);
  expect(text).toMatch(/unregistered +3 +nobody of this name has registered +\{"id":"e1","customer":"U7"\}/);
});

it('says that there is none', () => {
  expect(describeLetters([])).toContain('no event is kept');
});

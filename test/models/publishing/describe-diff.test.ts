import { expect, it } from 'vitest';
import { describeDiff } from '../../../models/publishing/describe-diff.ts';
import { DIFF } from '../contracts/examples.ts';

it('counts who changes and why', () => {
  expect(describeDiff(DIFF)).toBe(
    'Against version 2, 80 customers get another offer, 70 get one that had none and 20 no longer get one; 900 keep theirs. Of these changes the new data alone explain 120, the new model alone 20, either of them 15, only both together 10, and rules or suppression 5.',
  );
});

it('says so where the causes are not known', () => {
  expect(describeDiff({ ...DIFF, causes: null, unexplained: 'the model is gone' })).toMatch(
    /900 keep theirs\. Why is not known: the model is gone\.$/,
  );
});

it('calls the first publication the first, and rows that are gone gone', () => {
  const nothing = { before: null, same: null, changed: null, added: null, removed: null, causes: null };
  expect(describeDiff({ ...DIFF, ...nothing, against: null, againstVersion: null })).toBe(
    'The first publication: 1,050 customers have an offer that had none.',
  );
  expect(describeDiff({ ...DIFF, ...nothing, unexplained: 'its rows are gone' })).toBe(
    '1,050 customers have an offer; how many are new against version 2 is not known: its rows are gone.',
  );
});

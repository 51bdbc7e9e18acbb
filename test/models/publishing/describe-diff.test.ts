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

it('says who carries what tonight’s gate did not release, and who is left without', () => {
  const held = { byChampion: 1_200, byStandIn: 3, withdrawn: 14 };
  expect(describeDiff({ ...DIFF, held })).toMatch(
    /suppression 5\. Where tonight's model was not released, 1,200 rows are carried by the champion of an earlier night; 3 rest on what stands in for a model; 14 customers lose their offer, because no released model scores them\.$/,
  );
  expect(describeDiff({ ...DIFF, held: { byChampion: 0, byStandIn: 0, withdrawn: 0 } })).toBe(
    describeDiff(DIFF),
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

import { expect, it } from 'vitest';
import { audienceCondition, TRIAL_AUDIENCE } from '../../../models/playbooks/audience-query.ts';

it.each([
  ['landmarks.has_visited', '(\nlandmarks.has_visited\n)'],
  ['SELECT user_id from marts.contacts', 'landmarks.user_id in (\nSELECT user_id from marts.contacts\n)'],
  ['selected.at < $as_of', '(\nselected.at < $as_of::date\n)'],
])('%s becomes one condition', (audience, condition) => {
  expect(audienceCondition(audience, TRIAL_AUDIENCE)).toBe(condition);
});

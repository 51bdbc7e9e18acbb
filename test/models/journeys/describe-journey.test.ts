import { expect, it } from 'vitest';
import { describeJourney } from '../../../models/journeys/describe-journey.ts';
import { hour, into, out, PLAN, sketchJourney } from './sketch-journey.ts';

it('tells what was, what was sent and what is next', () => {
  const state = sketchJourney([into(1), out(2), into(3)], {
    messages: [{ action: 'C2', point: 'first_visit', state: 'sent', about: 'office tour', at: hour(1) }],
    oddities: { check_in_twice: 2 },
  });
  expect(describeJourney({ state, plan: PLAN, now: hour(3.5), ending: null })).toBe(
    `**Applied 2021-12-06 09:00:00, trial until 2021-12-09 09:00:00 (UTC)**

- stay so far: 1 h 30 min in 2 entries
- inside at site 1 since 2021-12-06 12:00:00
- C2 Office tour, 2021-12-06 10:00:00: sent (office tour)
- next: C3a 3 h of use, 2021-12-06 14:00:00 unless something happens before
- odd events: check in twice 2`,
  );
});

it('tells how it ended', () => {
  const state = sketchJourney([], { paidAt: hour(3) });
  const story = describeJourney({ state, plan: PLAN, now: hour(3), ending: 'paid' });
  expect(story).toContain('- over: paid');
  expect(story).not.toContain('next');
});

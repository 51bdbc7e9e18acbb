import { expect, it } from 'vitest';
import { endingOf } from '../../../models/journeys/ending.ts';
import { hour, sketchJourney } from './sketch-journey.ts';

it.each([
  [{}, 71.9, null],
  [{}, 72, 'trial_over'],
  [{ paidAt: hour(5) }, 6, 'paid'],
  [{ optedOutAt: hour(5) }, 6, 'opted_out'],
  [{ paidAt: hour(5), optedOutAt: hour(5) }, 6, 'opted_out'],
  [{ applications: [hour(0), hour(10)] }, 75, null],
] as const)('%j is over at %d h: %s', (change, hours, ending) => {
  expect(endingOf(sketchJourney([], change as object), hour(hours))).toBe(ending);
});

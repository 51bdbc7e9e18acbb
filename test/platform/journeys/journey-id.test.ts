import { expect, it } from 'vitest';
import { journeyOf, workflowIdOf } from '../../../platform/journeys/journey-id.ts';

it('names a journey by a hash that only the key connects with the customer', () => {
  const journey = journeyOf('key', 'U1');
  expect(journey).toMatch(/^[0-9a-f]{32}$/);
  expect(journeyOf('key', 'U1')).toBe(journey);
  expect(journeyOf('another key', 'U1')).not.toBe(journey);
  expect(journeyOf('key', 'U2')).not.toBe(journey);
  expect(workflowIdOf(journey)).toBe(`trial-journey/${journey}`);
});

import { expect, it } from 'vitest';
import { isInCalendar } from '../../../models/playbooks/calendar.ts';

it.each([
  ['2021-12-30', undefined, true],
  ['2021-12-30', { months: [12] }, true],
  ['2021-11-30', { months: [12] }, false],
  // A Thursday and a Sunday.
  ['2021-12-30', { weekdays: [4] }, true],
  ['2021-12-31', { weekdays: [4] }, false],
  ['2022-01-02', { weekdays: [7] }, true],
  ['2022-01-06', { months: [12], weekdays: [4] }, false],
])('%s with %j: %s', (day, calendar, expected) => {
  expect(isInCalendar({ calendar }, day)).toBe(expected);
});

import { expect, it } from 'vitest';
import { localDate } from '../../../models/night/local-date.ts';

it.each([
  // 02:00 in Seoul is still the day before in Greenwich.
  ['2026-11-20T17:00:00Z', 'Asia/Seoul', '2026-11-21'],
  ['2026-11-20T14:59:59Z', 'Asia/Seoul', '2026-11-20'],
  ['2026-11-20T02:00:00Z', 'America/New_York', '2026-11-19'],
  ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01'],
])('is at %s in %s the %s', (instant, timeZone, day) => {
  expect(localDate(new Date(instant), timeZone)).toBe(day);
});

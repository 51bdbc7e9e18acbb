import { describe, expect, it } from 'vitest';
import { fromWallClock, toWallClock } from '../../../models/journeys/zone-time.ts';

const utc = (text: string) => Date.parse(`${text}Z`) / 1000;

describe.each([
  ['Asia/Seoul', '2021-12-06T15:30:05', '2021-12-07 00:30:05'],
  ['UTC', '2021-12-06T15:30:05', '2021-12-06 15:30:05'],
  ['America/New_York', '2021-07-06T15:30:05', '2021-07-06 11:30:05'],
  ['America/New_York', '2021-12-06T15:30:05', '2021-12-06 10:30:05'],
])('in %s', (zone, instant, wall) => {
  it(`${instant} UTC is ${wall}`, () => {
    expect(toWallClock(utc(instant), zone)).toBe(wall);
    expect(fromWallClock(wall, zone)).toBe(utc(instant));
  });
});

it('takes the first of a moment that the clock shows twice, and goes on over one that it skips', () => {
  // New York, 2021: forward at 2 on March 14, back at 2 on November 7.
  expect(fromWallClock('2021-11-07 01:30:00', 'America/New_York')).toBe(utc('2021-11-07T05:30:00'));
  expect(toWallClock(fromWallClock('2021-03-14 02:30:00', 'America/New_York'), 'America/New_York')).toBe(
    '2021-03-14 03:30:00',
  );
});

it('refuses what is no moment', () => {
  expect(() => fromWallClock('soon', 'UTC')).toThrow('invalid moment: soon');
});

import { expect, it } from 'vitest';
import { dueBeforeQuiet } from '../../../models/journeys/due-before-quiet.ts';
import { fromWallClock, toWallClock } from '../../../models/journeys/zone-time.ts';

const timeZone = 'Asia/Seoul';
const due = (moment: string, quietHours: { from: string; to: string } | null) => {
  const second = dueBeforeQuiet(fromWallClock(moment, timeZone), { quietHours, timeZone });
  return second === null ? null : toWallClock(second, timeZone);
};

it.each([
  ['2021-12-08 22:15:00', '2021-12-08 20:59:00'],
  ['2021-12-09 07:59:59', '2021-12-08 20:59:00'],
  ['2021-12-09 08:00:00', null],
  ['2021-12-08 20:59:59', null],
])('%s is decided on at %s', (moment, expected) => {
  expect(due(moment, { from: '21:00', to: '08:00' })).toBe(expected);
});

it('moves nothing where nothing is quiet', () => {
  expect(due('2021-12-08 22:15:00', null)).toBeNull();
});

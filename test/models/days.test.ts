import { expect, it } from 'vitest';
import { addDays, dayIn } from '../../models/days.ts';

it('counts on over the ends of months and years', () => {
  expect([addDays('2021-12-31', 1), addDays('2024-03-01', -1)]).toEqual(['2022-01-01', '2024-02-29']);
});

it('names the day that clocks show, which is another one elsewhere', () => {
  const instant = new Date('2021-12-31T16:30:00Z');
  expect(['Asia/Seoul', 'UTC', 'America/New_York'].map((zone) => dayIn(zone, instant))).toEqual([
    ...['2022-01-01', '2021-12-31', '2021-12-31'],
  ]);
});

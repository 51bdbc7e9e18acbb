import { expect, test } from 'vitest';
import { listCuts, listDays, weighDays } from '../../../sample/affiliate/calendar.ts';

test('the 365 days before as-of, which is exclusive', () => {
  const days = listDays('2022-01-01');
  expect(days).toHaveLength(365);
  expect(days[0]).toEqual({ day: 0, date: '2021-01-01', yyyymmdd: 20210101 });
  expect(days.at(-1)).toEqual({ day: 364, date: '2021-12-31', yyyymmdd: 20211231 });
});

test('months keep their totals, weekdays their proportion within a month', () => {
  const days = listDays('2022-01-01');
  const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const weights = weighDays(days, { stream: 'retail', months, weekdays: [1, 1, 1, 1, 1, 2, 2], hours: [] });
  const march = weights.filter((_, index) => days[index]!.date.startsWith('2021-03'));
  expect(march.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(3, 9);
  expect(march[5]! / march[4]!).toBeCloseTo(2, 9); // Saturday the 6th, Friday the 5th
});

test('cuts are the month starts after the first 31 days, and as-of', () => {
  const cuts = listCuts(listDays('2022-01-01'), '2022-01-01').map((cut) => cut.date);
  expect(cuts).toHaveLength(12);
  expect([cuts[0], cuts.at(-2), cuts.at(-1)]).toEqual(['2021-02-01', '2021-12-01', '2022-01-01']);
});

test('an as-of in the middle of a month', () => {
  const cuts = listCuts(listDays('2021-07-15'), '2021-07-15').map((cut) => cut.date);
  expect([cuts[0], cuts.at(-2), cuts.at(-1)]).toEqual(['2020-09-01', '2021-07-01', '2021-07-15']);
});

import { expect, test } from 'vitest';
import { calibrateVolumes } from '../../../sample/affiliate/calibrate-volumes.ts';

test('rates meet the targets and the days meet the season, although exposure grows', () => {
  const season = [1, 1, 2, 1];
  const exposures = [
    { persona: 0, affiliate: 0, day: 1, activity: 1000, adoptions: 1 },
    { persona: 0, affiliate: 0, day: 2, activity: 3000, adoptions: 3 },
  ];
  const { rates, calendar } = calibrateVolumes(
    season,
    [{ persona: 0, affiliate: 0, visits: 100 }],
    exposures,
  );
  // First uses: one on day 0, three on day 1; the other 96 visits fall where somebody is exposed.
  const exposed = [0, 1, 4, 4];
  const later = calendar.map((weight, day) => weight * exposed[day]! * rates[0]!.rate);
  expect(later.reduce((sum, visits) => sum + visits, 0)).toBeCloseTo(96, 0);
  expect(later[2]! / later[3]!).toBeCloseTo(2, 1);
  expect(later[1]! / later[3]!).toBeCloseTo(17 / 20, 1);
});

test('nobody exposed: rate 0, and every day keeps a place in the calendar', () => {
  const { rates, calendar } = calibrateVolumes([1, 1], [{ persona: 0, affiliate: 0, visits: 10 }], []);
  expect(rates).toEqual([{ persona: 0, affiliate: 0, rate: 0 }]);
  expect(calendar.every((weight) => weight > 0)).toBe(true);
});

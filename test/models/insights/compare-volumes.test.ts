import { describe, expect, it } from 'vitest';
import type { VolumeCount } from '../../../models/insights/claim-counts.ts';
import { compareVolumes, type VolumeOptions } from '../../../models/insights/compare-volumes.ts';
import { createRandom } from '../../../models/random.ts';
import { found } from './found.ts';

const options: VolumeOptions = {
  measure: 'registrants',
  by: 'month',
  of: [2],
  against: [1],
  direction: 'above',
  random: createRandom(1),
  resamples: 4_000,
};
const row = (year: number, month: number, registrants: number, days = 182): VolumeCount => ({
  year,
  month,
  weekday: 1,
  days,
  registrants,
  payers: 0,
  first_visitors: 0,
  first_visitor_payers: 0,
  door_events: 0,
});
/** Three years of two halves, the second with so many for each 10,000 of the first. */
const years = (...second: number[]) =>
  second.flatMap((count, index) => [row(2019 + index, 1, 10_000), row(2019 + index, 2, count)]);

it('compares days, not sums', () => {
  const rows = [2019, 2020, 2021].flatMap((year) => [row(year, 1, 1_000, 200), row(year, 2, 1_000, 160)]);
  const { effect, figures } = found(compareVolumes(rows, options));
  expect(effect).toBeCloseTo(0.25, 12);
  expect(figures).toMatchObject({ of: 6.25, against: 5, years: 3 });
});

describe('the interval', () => {
  it('comes from how years differ, with as many degrees as years less one', () => {
    // ln 1.2, ln 1.3, ln 1.4: standard deviation .0771, of the mean .0445; t with 2 degrees 4.303
    const { low, high, p } = found(compareVolumes(years(12_000, 13_000, 14_000), options));
    expect(low).toBeCloseTo(1.3 / 1.211 - 1, 1);
    expect(high).toBeCloseTo(1.3 * 1.211 - 1, 1);
    expect(p).toBeCloseTo(0.014, 2); // t = 5.9
  });

  it('is never narrower than counting allows, however alike the years', () => {
    // √(1/39,000 + 1/30,000) × 4.303 = .033
    const { low, high } = found(compareVolumes(years(13_000, 13_000, 13_000), options));
    expect([low, high].map((limit) => Number(limit.toFixed(3)))).toEqual([0.258, 0.344]);
  });

  it('takes p in the claimed direction', () => {
    const rows = years(8_000, 8_100, 8_200);
    expect(found(compareVolumes(rows, { ...options, direction: 'below' })).p).toBeLessThan(0.01);
    expect(found(compareVolumes(rows, options)).p).toBeGreaterThan(0.99);
  });
});

describe('what cannot be tested', () => {
  it('is two years, or a third that is not whole', () => {
    const reason = { en: '3 whole calendar years are needed' };
    expect(compareVolumes(years(12_000, 13_000), options)).toMatchObject({ reason });
    const partial = [...years(12_000, 13_000), row(2021, 1, 10_000, 182), row(2021, 2, 9_000, 140)];
    expect(compareVolumes(partial, options)).toMatchObject({ reason });
  });

  it('is a year with hardly anybody', () => {
    expect(compareVolumes(years(12_000, 13_000, 20), options)).toMatchObject({ reason: {} });
  });
});

import { describe, expect, it } from 'vitest';
import { findStandout, type StandoutOptions } from '../../../models/insights/find-standout.ts';
import { createRandom } from '../../../models/random.ts';
import { found } from './found.ts';
import { printedBins } from './printed-tables.ts';

const options = (change: Partial<StandoutOptions> = {}): StandoutOptions => ({
  extreme: 'highest',
  random: createRandom(1),
  resamples: 999,
  ...change,
});
const bin = (name: string, payers: number, registrants = 200) => ({
  dimension: 'site',
  bin: name,
  registrants,
  payers,
});
const FLAT = ['a', 'b', 'c', 'd', 'e'].map((name) => bin(name, 80));

it('finds 15 hours of stay no better than chance makes the best of 28 hours (section 8, point 6)', () => {
  const { effect, low, p, figures } = found(findStandout(printedBins('stay_hour'), options({ bin: '15' })));
  expect(effect).toBeCloseTo(0.062, 2); // 45.4 % against 39.2 %, z 1.5
  expect(figures).toMatchObject({ bin: '15', bins: 27, bins_left_out: 1 });
  expect(low).toBeLessThan(0);
  expect(p).toBeGreaterThan(0.5);
});

it('finds May the best month, and no chance (section 8, point 7)', () => {
  const { figures, p, low } = found(findStandout(printedBins('register_month'), options()));
  expect(figures.bin).toBe('5');
  expect(p).toBe(0.001); // none of 999 permutations
  expect(low).toBeGreaterThan(0.02);
});

it('finds the lowest as it finds the highest', () => {
  const bins = [...FLAT, bin('low', 40)];
  const lowest = found(findStandout(bins, options({ extreme: 'lowest' })));
  expect(lowest.figures).toMatchObject({ bin: 'low', extreme_bin: 'low', of: 0.2, against: 0.4 });
  expect(lowest.effect).toBeCloseTo(-0.2, 12);
  expect(lowest.p).toBe(0.001);
  expect(found(findStandout(bins, options())).p).toBeGreaterThan(0.1);
});

it('holds a bin that was named to the same bar, and says which is the most extreme', () => {
  const { p, figures } = found(findStandout([...FLAT, bin('high', 120)], options({ bin: 'a' })));
  expect(figures).toMatchObject({ bin: 'a', extreme_bin: 'high' });
  expect(p).toBeGreaterThan(0.9);
});

describe('where nothing stands out', () => {
  const random = createRandom(4);
  const samples = 300;
  const results = Array.from({ length: samples }, () => {
    const bins = FLAT.map((one) => ({
      ...one,
      payers: Array.from({ length: one.registrants }).filter(() => random.next() < 0.4).length,
    }));
    return found(findStandout(bins, options({ random, resamples: 199 })));
  });

  it('p is at most .1 in a tenth of samples', () => {
    const share = results.filter(({ p }) => p <= 0.1).length / samples;
    expect(Math.abs(share - 0.1)).toBeLessThan(0.052); // three standard errors
  });

  it('the interval of the best bin holds 0 in 95 %', () => {
    const share = results.filter(({ low, high }) => low <= 0 && high >= 0).length / samples;
    expect(share).toBeGreaterThan(0.912);
  });
});

it.each([
  ['one bin', [bin('a', 80)], {}],
  ['bins too small', [bin('a', 5, 20), bin('b', 80)], {}],
  ['a named bin that is too small', [...FLAT, bin('x', 5, 20)], { bin: 'x' }],
  ['nobody who paid', FLAT.map((one) => ({ ...one, payers: 0 })), {}],
])('cannot test %s', (_, bins, change) => {
  expect(findStandout(bins, options(change))).toMatchObject({ reason: {} });
});

it('is the same for the same seed', () => {
  expect(findStandout(FLAT, options())).toEqual(findStandout(FLAT, options()));
});

import { describe, expect, it } from 'vitest';
import { findPeak } from '../../../models/insights/find-peak.ts';
import { found } from './found.ts';
import { printedBins } from './printed-tables.ts';

const counts = (...values: number[]) => values.map((count, index) => ({ bin: `${index}`, count }));

it('finds the payers of the specification near 3 hours (section 8, point 6)', () => {
  const payers = printedBins('stay_hour').map(({ bin, payers: count }) => ({ bin, count }));
  const { effect, figures, p } = found(findPeak(payers, ['1', '2', '3', '4']));
  expect(figures).toEqual({ of: 239, against: 189, bin: '5' }); // (227 + 250 + 255 + 224) / 4
  expect(effect).toBeCloseTo(239 / 189 - 1, 12);
  expect(p).toBeLessThan(0.01);
});

describe('against several others', () => {
  it('the claim must hold against the fullest', () => {
    const { effect, low, p } = found(findPeak(counts(400, 100, 390), ['0']));
    expect(effect).toBeCloseTo(400 / 390 - 1, 12);
    // ln(400 / 390) = .0253, √(1/400 + 1/390) = .0712
    expect(low).toBeCloseTo(Math.exp(0.0253 - 1.96 * 0.0712) - 1, 3);
    expect(p).toBeCloseTo(0.361, 2);
  });

  it('the upper limit allows for how many there are', () => {
    const one = found(findPeak(counts(300, 400), ['0'])).high;
    const ten = found(findPeak(counts(300, ...Array.from({ length: 10 }, () => 400)), ['0'])).high;
    expect(one).toBeLessThan(0);
    expect(ten).toBeGreaterThan(one);
  });
});

it('ignores empty bins, and cannot do without others or with too few', () => {
  expect(found(findPeak(counts(100, 50, 0), ['0'])).figures.bin).toBe('1');
  expect(findPeak(counts(100), ['0'])).toMatchObject({ reason: {} });
  expect(findPeak(counts(29, 5), ['0'])).toMatchObject({ reason: {} });
});

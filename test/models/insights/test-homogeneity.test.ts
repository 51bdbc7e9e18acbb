import { describe, expect, it } from 'vitest';
import { testHomogeneity } from '../../../models/insights/test-homogeneity.ts';
import { createRandom } from '../../../models/random.ts';
import { found } from './found.ts';
import { printedBins } from './printed-tables.ts';

it('finds the chi-square of the specification over hours of stay (section 8, point 6)', () => {
  const { figures, p } = found(testHomogeneity(printedBins('stay_hour')));
  expect(figures).toMatchObject({ degrees: 27, bins_left_out: 0 });
  // 30.4 from the printed rates, 30.6 from the users and payers that they are rounded to.
  expect(figures.chi_square).toBeCloseTo(30.56, 2);
  expect(p).toBeCloseTo(0.29, 2);
});

describe('the spread', () => {
  it('is what is left when chance is taken off', () => {
    const bins = [
      { registrants: 1_000, payers: 300 },
      { registrants: 1_000, payers: 500 },
    ];
    // chi-square = 2,000 × .1² / .24 = 83.33, one degree: √(82.33 × .24 / 2,000)
    const { effect, low, high } = found(testHomogeneity(bins));
    expect(effect).toBeCloseTo(0.0994, 4);
    expect(low).toBeLessThan(0.1);
    expect(high).toBeGreaterThan(0.1);
  });

  it('lies in its interval as often as it says', () => {
    const random = createRandom(5);
    const rates = [0.34, 0.36, 0.38, 0.4, 0.42];
    const truth = Math.sqrt(rates.reduce((sum, rate) => sum + (rate - 0.38) ** 2, 0) / rates.length);
    const samples = 400;
    let covered = 0;
    for (let sample = 0; sample < samples; sample++) {
      const bins = rates.map((rate) => ({
        registrants: 500,
        payers: Array.from({ length: 500 }).filter(() => random.next() < rate).length,
      }));
      const { low, high } = found(testHomogeneity(bins));
      if (low <= truth && truth <= high) covered++;
    }
    // Three standard errors of 95 % are 3.3 points.
    expect(covered / samples).toBeGreaterThan(0.917);
  });
});

it('leaves out bins that are too small, and asks for two others', () => {
  const bins = [
    { registrants: 100, payers: 40 },
    { registrants: 100, payers: 40 },
    { registrants: 8, payers: 8 },
  ];
  expect(found(testHomogeneity(bins))).toMatchObject({ n: 200, effect: 0, figures: { bins_left_out: 1 } });
  expect(testHomogeneity(bins.slice(1))).toMatchObject({ n: 100, reason: {} });
  expect(testHomogeneity([])).toMatchObject({ n: 0, reason: {} });
});

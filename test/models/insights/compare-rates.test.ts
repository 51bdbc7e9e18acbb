import { describe, expect, it } from 'vitest';
import { compareRates } from '../../../models/insights/compare-rates.ts';
import { found } from './found.ts';
import { printedBins } from './printed-tables.ts';

const [few, some] = printedBins('access_count') as [never, never];
const above = { direction: 'above', smallestEffect: 0.02 } as const;

it('finds the low bin of the specification 1.8 standard errors low (section 8, point 9)', () => {
  const { effect, low, high, p } = found(compareRates(some, few, { ...above, direction: 'below' }));
  expect(effect).toBeCloseTo(0.3835 - 0.4116, 4);
  expect([low, high].map((limit) => Number(limit.toFixed(3)))).toEqual([-0.058, 0.002]);
  expect(p).toBeCloseTo(0.0336, 3); // z = −1.83
});

describe('p', () => {
  const group = (payers: number, registrants = 100) => ({ payers, registrants });

  it('is of the claimed direction', () => {
    const more = found(compareRates(group(60), group(40), above)).p;
    expect(more).toBeCloseTo(0.00234, 5); // z = 2.828
    expect(found(compareRates(group(40), group(60), above)).p).toBeCloseTo(1 - more, 10);
  });

  it('of "alike" is small only where a difference that matters would have shown', () => {
    const alike = { direction: 'within', smallestEffect: 0.05 } as const;
    const large = [group(3_900, 10_000), group(3_950, 10_000)] as const;
    expect(found(compareRates(...large, alike)).p).toBeLessThan(1e-8);
    expect(found(compareRates(group(39), group(39), alike)).p).toBeGreaterThan(0.2);
    expect(found(compareRates(group(39), group(44), alike)).p).toBeCloseTo(0.5, 10);
  });

  it('is 1 where all do the same', () => {
    expect(found(compareRates(group(0), group(0), above)).p).toBe(1);
  });
});

it('does not compare groups of fewer than 30', () => {
  expect(compareRates({ payers: 20, registrants: 29 }, { payers: 1, registrants: 500 }, above)).toEqual({
    n: 529,
    reason: expect.objectContaining({ en: 'each group to compare needs 30 customers' }),
  });
});

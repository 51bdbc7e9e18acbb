import { describe, expect, it } from 'vitest';
import { type AffiliateUse, associateAffiliates } from '../../../models/insights/associate-affiliates.ts';
import { createRandom } from '../../../models/random.ts';

/** Customers whose visits drive both; each affiliate multiplies the amount by `factor`. */
function plant(customers: number, factor: number, seed: number): AffiliateUse {
  const random = createRandom(seed);
  const rows = Array.from({ length: customers }, () => {
    const rate = Math.exp(1.5 + random.normal());
    const visits = Math.max(1, Math.round(rate));
    const affiliates =
      1 +
      Array.from({ length: 13 }, () => random.next()).filter((u) => u < 1 - Math.exp(-visits / 40)).length;
    const amount = visits * 20_000 * factor ** affiliates * Math.exp(0.5 * random.normal());
    return { visits, affiliates, amount };
  });
  return {
    affiliates: rows.map((row) => row.affiliates),
    amounts: rows.map((row) => row.amount),
    visits: rows.map((row) => row.visits),
  };
}

describe('associateAffiliates', () => {
  it('says that nothing is left at equal activity where activity drives both', () => {
    const found = associateAffiliates(plant(3000, 1, 1))!;
    expect(found.customers).toBe(3000);
    expect(found.crude.low).toBeGreaterThan(1.2);
    expect(found.adjusted.value).toBeCloseTo(1, 1);
    expect(found.adjusted.low).toBeLessThan(1);
    expect(found.adjusted.high).toBeGreaterThan(1);
  });

  it('finds the factor that each affiliate multiplies by', () => {
    const { adjusted } = associateAffiliates(plant(3000, 1.25, 2))!;
    expect(adjusted.low).toBeLessThan(1.25);
    expect(adjusted.high).toBeGreaterThan(1.25);
    expect(adjusted.high - adjusted.low).toBeLessThan(0.1);
  });

  it('covers the truth in 95 of 100 samples', () => {
    const covered = Array.from(
      { length: 200 },
      (_, seed) => associateAffiliates(plant(300, 1.1, seed))!,
    ).filter(({ adjusted }) => adjusted.low <= 1.1 && adjusted.high >= 1.1);
    expect(covered.length / 200).toBeGreaterThan(0.9);
  });

  it('is the slope of a line through three exact groups', () => {
    const affiliates = Array.from({ length: 60 }, (_, row) => 1 + (row % 3));
    const { crude } = associateAffiliates({
      affiliates,
      amounts: affiliates.map((count) => 100 * 2 ** count),
      visits: affiliates.map((_, row) => 1 + (row % 5)),
    })!;
    expect(crude.value).toBeCloseTo(2, 12);
    expect(crude.high).toBeCloseTo(2, 12);
  });

  it.each([
    ['few customers', 29, (row: number) => 1 + (row % 2), () => 5],
    ['customers who are all alike', 100, () => 2, () => 5],
    ['activity that says it all', 100, (row: number) => 1 + (row % 2), (row: number) => 1 + (row % 2)],
  ])('says nothing of %s', (_, count, affiliates, visits) => {
    const rows = Array.from({ length: count }, (_, row) => row);
    const use = { affiliates: rows.map(affiliates), amounts: rows.map(() => 9), visits: rows.map(visits) };
    expect(associateAffiliates(use)).toBeNull();
  });

  it('leaves out customers who bought nothing, or returned all of it', () => {
    const use = plant(500, 1, 3);
    const more = {
      affiliates: [...Array.from(use.affiliates), 0, 1],
      amounts: [...Array.from(use.amounts), 0, -5],
      visits: [...Array.from(use.visits), 0, 1],
    };
    expect(associateAffiliates(more)).toEqual(associateAffiliates(use));
  });
});

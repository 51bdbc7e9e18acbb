import { describe, expect, it } from 'vitest';
import { AffiliateAssociation, associateAffiliates } from '../../../models/lifetime/associate-affiliates.ts';
import { createRandom } from '../../../models/random.ts';

/** Active customers use more affiliates; each purchase day is worth 10, each affiliate `effect`. */
function plantUse(effect: number, customers = 4_000) {
  const random = createRandom(3);
  const activity = Array.from({ length: customers }, () => 1 + Math.floor(30 * random.next() ** 2));
  const affiliates = activity.map((days) => 1 + Math.floor((days / 8) * random.next() + 2 * random.next()));
  const spend = activity.map(
    (days, row) => 10 * days + effect * affiliates[row]! + 20 * (1 + random.normal()),
  );
  return { activity, affiliates, spend };
}
const associate = (effect: number) => associateAffiliates(plantUse(effect), createRandom(1))!;

describe('customers whose spend follows their activity alone', () => {
  const found = associate(0);

  it('spend more with every affiliate, as they are', () => {
    expect(AffiliateAssociation.parse(found)).toEqual(found);
    expect(found.raw.low).toBeGreaterThan(0.1);
  });

  it('spend the same at the same activity', () => {
    expect(found.adjusted.low).toBeLessThan(0);
    expect(found.adjusted.high).toBeGreaterThan(0);
    expect(Math.abs(found.adjusted.value)).toBeLessThan(0.02);
    const [one, two, three] = found.groups;
    expect(three!.spend / one!.spend).toBeGreaterThan(1.5);
    expect(three!.adjustedSpend / one!.adjustedSpend).toBeCloseTo(1, 1);
    expect(two!.adjustedSpend / one!.adjustedSpend).toBeCloseTo(1, 1);
  });
});

it('finds what affiliates are worth beside activity', () => {
  const { adjusted, meanSpend } = associate(15);
  expect(adjusted.low * meanSpend).toBeLessThan(15);
  expect(adjusted.high * meanSpend).toBeGreaterThan(15);
  expect(adjusted.low).toBeGreaterThan(0);
});

it('puts those with eight or more together and counts everyone once', () => {
  const { groups, customers } = associate(0);
  const last = associateAffiliates(
    { affiliates: [1, 2, 8, 14], activity: [1, 1, 2, 2], spend: [1, 2, 3, 4] },
    createRandom(1),
  )!.groups.at(-1);
  expect(last).toMatchObject({ affiliates: 8, orMore: true, customers: 2, spend: 3.5 });
  expect(groups.reduce((sum, group) => sum + group.customers, 0)).toBe(customers);
});

it.each([
  ['nobody', { affiliates: [], activity: [], spend: [] }],
  ['one customer', { affiliates: [2], activity: [3], spend: [4] }],
  ['as many affiliates for all', { affiliates: [2, 2], activity: [3, 4], spend: [4, 5] }],
  ['nothing spent', { affiliates: [1, 2], activity: [3, 4], spend: [0, 0] }],
])('has nothing to compare: %s', (_, use) => {
  expect(associateAffiliates(use, createRandom(1))).toBeNull();
});

import { expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { assignSegments } from '../../../models/segments/assign-segments.ts';
import { fitSegmentation } from '../../../models/segments/fit-segmentation.ts';
import { describeCustomers, plantActivity } from './planted-activity.ts';

const { activity, truth } = plantActivity(600);
const segmentation = fitSegmentation(activity, { k: 3, random: createRandom(1) });
const before = assignSegments(segmentation, activity).segments;

it('moves nobody when others come, however extreme they are', () => {
  const crowd = describeCustomers({
    A01: [9_000],
    A02: [0],
    A03: [0],
    A04: [0],
    A06: [0],
    C01: [0],
    D01: [0],
    D02: [0],
  });
  const joined = {
    customers: [...activity.customers, 'newcomer'],
    affiliates: activity.affiliates,
    rowsByAffiliate: [...Array.from(activity.rowsByAffiliate), ...Array.from(crowd.rowsByAffiliate)],
    retailRows: [...Array.from(activity.retailRows), 9_000],
    partnerRows: [...Array.from(activity.partnerRows), 0],
    payments: [...Array.from(activity.payments), 0],
    onlineShare: [...Array.from(activity.onlineShare), 0],
  };
  const { segments, drift } = assignSegments(segmentation, joined);
  expect(segments.slice(0, -1)).toEqual(before);
  expect(drift).toBeGreaterThan(1);
});

it('assigns customers whom the fit has not seen', () => {
  const later = plantActivity(300, { seed: 8 });
  const { segments } = assignSegments(segmentation, later.activity);
  const idOf = new Map(truth.map((kind, row) => [kind, before[row]]));
  expect(segments).toEqual(later.truth.map((kind) => idOf.get(kind)));
});

it('names affiliates it has no column for, and does without one it had', () => {
  const affiliates = ['A01', 'A02', 'A03', 'A04', 'A06', 'D01', 'D02', 'Z01'];
  const later = plantActivity(300, { affiliates });
  const { segments, unknownAffiliates } = assignSegments(segmentation, later.activity);
  expect(unknownAffiliates).toEqual(['Z01']);
  expect(segments).toEqual(before.slice(0, 300));
});

it('has nothing to say of a night without customers', () => {
  const nobody = describeCustomers({ A01: [] });
  expect(assignSegments(segmentation, nobody)).toMatchObject({ segments: [], drift: Number.NaN });
});

import { expect, it } from 'vitest';
import { computeAdjustedRandIndex } from '../../../models/metrics/adjusted-rand-index.ts';
import { createRandom } from '../../../models/random.ts';
import { assignSegments } from '../../../models/segments/assign-segments.ts';
import { fitSegmentation, listActiveCustomers } from '../../../models/segments/fit-segmentation.ts';
import { Segmentation } from '../../../models/segments/segmentation.ts';
import { describeCustomers, plantActivity } from './planted-activity.ts';

const { activity, truth } = plantActivity(600);
const segment = (seed = 1) => fitSegmentation(activity, { k: 3, random: createRandom(seed) });

it('finds the planted kinds and keeps the empty customers apart', () => {
  const segmentation = segment();
  expect(Segmentation.parse(segmentation)).toEqual(segmentation);
  const { segments, drift } = assignSegments(segmentation, activity);
  expect(computeAdjustedRandIndex(segments, truth)).toBe(1);
  expect(segments.filter((id) => id === 'S00')).toHaveLength(12);
  expect(drift).toBeCloseTo(1, 9);
});

it('numbers segments by size', () => {
  const { segments } = assignSegments(segment(), activity);
  const size = (id: string) => segments.filter((segment) => segment === id).length;
  expect(size('S01')).toBeGreaterThanOrEqual(size('S02'));
  expect(size('S02')).toBeGreaterThanOrEqual(size('S03'));
});

it('is the same for a seed', () => {
  expect(segment(4)).toEqual(segment(4));
});

it.each([
  ['9', 9],
  ['40', 40],
])('works with %s affiliates', (_, count) => {
  const affiliates = [
    ...activity.affiliates,
    ...Array.from({ length: count - 8 }, (__, place) => `X${place}`),
  ];
  const planted = plantActivity(300, { affiliates });
  const segmentation = fitSegmentation(planted.activity, { k: 3, random: createRandom(1) });
  expect(segmentation.scaler.origin).toHaveLength(count + 5);
  const { segments } = assignSegments(segmentation, planted.activity);
  expect(computeAdjustedRandIndex(segments, planted.truth)).toBe(1);
});

it('makes one segment of one customer, and of customers who are all alike', () => {
  const one = describeCustomers({ A01: [4] });
  expect(fitSegmentation(one, { random: createRandom(1) }).segments).toHaveLength(1);
  const alike = describeCustomers({ A01: [4, 4, 4] });
  const segmentation = fitSegmentation(alike, { random: createRandom(1) });
  expect(segmentation).toMatchObject({ segments: [{ id: 'S01' }], nextNumber: 2, spread: 0 });
  expect(assignSegments(segmentation, alike)).toMatchObject({ segments: ['S01', 'S01', 'S01'], drift: 1 });
});

it('refuses a dataset in which nobody has a row', () => {
  const nobody = describeCustomers({ A01: [0, 0] });
  expect(listActiveCustomers(nobody)).toHaveLength(0);
  expect(() => fitSegmentation(nobody, { random: createRandom(1) })).toThrow('no customer has a row');
});

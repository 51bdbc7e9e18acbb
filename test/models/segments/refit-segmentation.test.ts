import { expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { assignSegments } from '../../../models/segments/assign-segments.ts';
import { fitSegmentation } from '../../../models/segments/fit-segmentation.ts';
import { refitSegmentation } from '../../../models/segments/refit-segmentation.ts';
import { Segmentation } from '../../../models/segments/segmentation.ts';
import { describeCustomers, plantActivity } from './planted-activity.ts';

const { activity } = plantActivity(600);
const live = fitSegmentation(activity, { k: 3, random: createRandom(1) });

it('changes nothing on the same customers', () => {
  const { segmentation, matches } = refitSegmentation(live, activity);
  expect(Segmentation.parse(segmentation)).toEqual(segmentation);
  expect(matches).toEqual(live.segments.map(({ id }) => ({ id, from: id, jaccard: 1 })));
  expect(segmentation.nextNumber).toBe(live.nextNumber);
  expect(assignSegments(segmentation, activity).segments).toEqual(assignSegments(live, activity).segments);
});

it('takes up a new affiliate and keeps ids and order', () => {
  const affiliates = ['Z01', ...activity.affiliates];
  const later = plantActivity(600, { affiliates });
  const { segmentation, matches } = refitSegmentation(live, later.activity);
  expect(segmentation.affiliates).toEqual(affiliates);
  expect(matches.map(({ from }) => from)).toEqual(live.segments.map(({ id }) => id));
  expect(assignSegments(segmentation, later.activity).unknownAffiliates).toEqual([]);
});

it('gives a kind of customers that took another one’s place a new id, never one that was used', () => {
  const gone = { ...live, nextNumber: 9 };
  const { activity: later, truth } = plantActivity(900);
  // Everyone of the third kind now goes to the cinema only, and so do two thirds of the second.
  const rowsByAffiliate = Array.from(later.rowsByAffiliate);
  const [retailRows, partnerRows] = [Array.from(later.retailRows), Array.from(later.partnerRows)];
  truth.forEach((kind, row) => {
    if (kind !== 2 && !(kind === 1 && row % 9 !== 1)) return;
    later.affiliates.forEach((code, place) => {
      rowsByAffiliate[row * later.affiliates.length + place] = code === 'C01' ? 30 : 0;
    });
    retailRows[row] = 0;
    partnerRows[row] = 30;
  });
  const { segmentation, matches } = refitSegmentation(gone, {
    ...later,
    rowsByAffiliate,
    retailRows,
    partnerRows,
  });
  const created = matches.filter(({ from }) => from === null);
  expect(created.length).toBeGreaterThan(0);
  expect(created[0]!.id).toBe('S09');
  expect(segmentation.nextNumber).toBe(9 + created.length);
});

it('refuses a dataset in which nobody has a row', () => {
  expect(() => refitSegmentation(live, describeCustomers({ A01: [0] }))).toThrow('no customer has a row');
});

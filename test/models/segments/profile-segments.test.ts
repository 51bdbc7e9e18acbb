import { expect, it } from 'vitest';
import { profileSegments, SegmentProfile } from '../../../models/segments/profile-segments.ts';
import { describeCustomers } from './planted-activity.ts';

const activity = describeCustomers(
  { A01: [6, 2, 0, 0], A02: [1, 1, 0, 0], C01: [1, 0, 9, 0] },
  { payments: [12, 0, 3, 0], onlineShare: [0.5, 0, 1, Number.NaN] },
);
const inputs = {
  activity,
  segments: ['S01', 'S01', 'S02', 'S00'],
  genders: ['female', 'unknown', 'male', null],
  ageBands: ['20s', '50s', 'unknown', '70s'],
  annualAmount: [100, 50, 30, 0],
  paymentAmount: [40, 0, 10, 0],
  recencyDays: [5, 91, 90, Number.NaN],
  lifetimeValue: [10, 20, Number.NaN, Number.NaN],
};
const { everyone, segments } = profileSegments(inputs);

it('describes a segment by means of its members', () => {
  expect(SegmentProfile.parse(segments[1])).toEqual({
    segment: 'S01',
    customers: 2,
    share: 0.5,
    femaleShare: 1,
    ageCode: 3.5,
    affiliatesUsed: 2.5,
    annualAmount: 75,
    paymentAmount: 20,
    retailRows: 5,
    partnerRows: 0.5,
    payments: 6,
    heavyPayerShare: 0.5,
    onlineShare: 0.25,
    lapsedShare: 0.5,
    lifetimeValue: 15,
    rowsByAffiliate: { A01: 4, A02: 1, C01: 0.5 },
    anchors: ['A01', 'A02'],
  });
});

it('says null where nothing is known of any member', () => {
  expect(segments[2]).toMatchObject({ segment: 'S02', femaleShare: 0, ageCode: null, lifetimeValue: null });
  expect(segments[0]).toMatchObject({
    segment: 'S00',
    femaleShare: null,
    ageCode: 7,
    onlineShare: null,
    lapsedShare: null,
    anchors: [],
  });
});

it('describes everyone alike, and nobody', () => {
  expect(everyone).toMatchObject({
    customers: 4,
    share: 1,
    annualAmount: 45,
    femaleShare: 0.5,
    lapsedShare: 1 / 3,
  });
  const none = describeCustomers({ A01: [] });
  const empty = profileSegments({
    activity: none,
    segments: [],
    genders: [],
    ageBands: [],
    annualAmount: [],
    paymentAmount: [],
    recencyDays: [],
    lifetimeValue: [],
  });
  expect(empty.segments).toEqual([]);
  expect(empty.everyone).toMatchObject({ customers: 0, share: 0, annualAmount: 0, femaleShare: null });
});

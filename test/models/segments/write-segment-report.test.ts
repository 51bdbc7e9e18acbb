import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { assignSegments } from '../../../models/segments/assign-segments.ts';
import { fitSegmentation } from '../../../models/segments/fit-segmentation.ts';
import { nameSegments } from '../../../models/segments/name-segments.ts';
import { PERSONAS } from '../../../models/segments/personas.ts';
import { profileSegments } from '../../../models/segments/profile-segments.ts';
import { SegmentReport } from '../../../models/segments/segment-report.ts';
import { summariseSegments } from '../../../models/segments/summarise-segments.ts';
import { writeSegmentReport } from '../../../models/segments/write-segment-report.ts';
import { plantActivity } from './planted-activity.ts';

const { activity } = plantActivity(100);
const zeros = activity.customers.map(() => 0);
const people = {
  activity,
  genders: activity.customers.map((_, row) => (row < 3 ? null : row < 5 ? 'X' : 'female')),
  ageBands: activity.customers.map((_, row) => (row === 0 ? 'unknown' : row === 1 ? '15s' : '30s')),
  annualAmount: zeros,
  paymentAmount: zeros,
  recencyDays: activity.customers.map(() => Number.NaN),
  lifetimeValue: zeros,
};
const segmentation = fitSegmentation(activity, { k: 3, random: createRandom(1) });
const assignment = assignSegments(segmentation, activity);
const { everyone, segments } = profileSegments({ ...people, segments: assignment.segments });
const night = {
  people,
  assignment,
  everyone,
  named: nameSegments(segments, everyone, PERSONAS),
  fit: {
    reason: 'first' as const,
    drift: null,
    record: {
      fittedAsOf: '2021-12-15',
      customers: 98,
      segmentation,
      table: [{ k: 6, inertia: 1, silhouette: null, seedAri: 0.5, bootstrapAri: 0.4 }],
      seedAri: 1,
      bootstrapAri: 0.9,
      personaUse: 'rules' as const,
      matches: [],
    },
  },
  lines: { segments: [], customers: [], categories: [], lines: [] },
  before: null,
};

it('counts whose gender and age are not known, whatever stands there', () => {
  expect(writeSegmentReport(night)).toMatchObject({ unknownGender: 5, unknownAge: 2 });
});

it('is plain JSON, with everything but the centres themselves', () => {
  const report = writeSegmentReport(night);
  expect(SegmentReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  expect(report.map?.points.map(({ segment }) => segment)).toEqual(['S01', 'S02', 'S03']);
  expect(report.segments.map(({ segment }) => segment)).toEqual(['S00', 'S01', 'S02', 'S03']);
});

describe('the figures of a night', () => {
  it('are those of a first one', () => {
    expect(summariseSegments(writeSegmentReport(night))).toEqual({
      customers: 100,
      empty_customers: 2,
      segments: 3,
      segments_wanted: 12,
      unknown_gender: 5,
      unknown_age: 2,
      unknown_affiliates: 0,
      fit: 'first',
      fitted_as_of: '2021-12-15',
      drift: null,
      seed_ari: 1,
      bootstrap_ari: 0.9,
      persona_use: 'rules',
      k6_silhouette: null,
      k6_seed_ari: 0.5,
      k6_bootstrap_ari: 0.4,
    });
  });

  it('say who moved since the last one', () => {
    const before = new Map(activity.customers.map((id, row) => [id, assignment.segments[row]!]));
    before.set(activity.customers[0]!, 'S09');
    before.set('gone', 'S01');
    const report = writeSegmentReport({ ...night, before: { since: '2021-12-14', segments: before } });
    expect(summariseSegments(report)).toMatchObject({
      compared_with: '2021-12-14',
      shared: 100,
      moved: 1,
      moved_share: 0.01,
      entered: 0,
      left: 1,
      created: 0,
      retired: 1,
    });
  });
});

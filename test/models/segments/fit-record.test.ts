import { describe, expect, it } from 'vitest';
import { assignSegments } from '../../../models/segments/assign-segments.ts';
import { fitRecord } from '../../../models/segments/fit-record.ts';
import { SegmentationRecord } from '../../../models/segments/segmentation-record.ts';
import { describeCustomers, plantActivity } from './planted-activity.ts';

const options = { asOf: '2021-12-15', seed: 1, live: null };
const { activity } = plantActivity(150);

describe('a first fit', async () => {
  const notes: string[] = [];
  const record = await fitRecord(activity, {
    ...options,
    onProgress: async (_, note) => void notes.push(note),
  });

  it('has twelve segments, is measured for each number of them, and says how far it is', () => {
    expect(SegmentationRecord.parse(record)).toEqual(record);
    expect(record).toMatchObject({ fittedAsOf: '2021-12-15', customers: 147, matches: [] });
    expect(record.segmentation.segments).toHaveLength(12);
    expect(record.table.map(({ k }) => k)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    expect(record.bootstrapAri).toBe(record.table.find(({ k }) => k === 12)?.bootstrapAri);
    expect(notes).toHaveLength(12);
  });

  it('lets personas only describe, since three kinds of customers are no twelve', () => {
    expect(record.bootstrapAri).toBeLessThan(0.6);
    expect(record.personaUse).toBe('descriptive-only');
  });

  it('is gone on from: who was in a segment stays in it', async () => {
    const live = record.segmentation;
    const again = await fitRecord(activity, { ...options, asOf: '2022-01-15', live });
    expect(again.matches.map(({ id, from }) => [id, from])).toEqual(live.segments.map(({ id }) => [id, id]));
    expect(assignSegments(again.segmentation, activity).segments).toEqual(
      assignSegments(live, activity).segments,
    );
  });
});

it.each([
  ['one customer', { A01: [3] }, 1],
  ['customers who are all alike', { A01: [3, 3, 3, 3, 3, 3, 3, 3] }, 1],
  [
    'fewer kinds of customers than segments',
    { A01: [1, 1, 9, 9, 50, 50, 50], D01: [0, 0, 0, 0, 9, 9, 9] },
    3,
  ],
] as const)('makes as many segments as %s differ', async (_, rows, segments) => {
  const record = await fitRecord(describeCustomers(rows), options);
  expect(SegmentationRecord.parse(record)).toEqual(record);
  expect(record.segmentation.segments).toHaveLength(segments);
  expect(record.bootstrapAri).toBeGreaterThan(0);
});

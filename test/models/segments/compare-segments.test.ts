import { expect, it } from 'vitest';
import { compareSegments, SegmentChange } from '../../../models/segments/compare-segments.ts';

it('counts who went where, who came and who left', () => {
  const before = new Map([
    ['a', 'S01'],
    ['b', 'S01'],
    ['c', 'S02'],
    ['d', 'S03'],
  ]);
  const after = new Map([
    ['a', 'S01'],
    ['b', 'S02'],
    ['c', 'S04'],
    ['e', 'S01'],
    ['f', 'S00'],
  ]);
  const change = compareSegments(before, after);
  expect(SegmentChange.parse(change)).toEqual({
    segments: ['S01', 'S02', 'S03', 'S00', 'S04'],
    migration: [
      [1, 1, 0, 0, 0],
      [0, 0, 0, 0, 1],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ],
    shared: 3,
    moved: 2,
    movedShare: 2 / 3,
    entered: 2,
    left: 1,
    created: ['S00', 'S04'],
    retired: ['S03'],
  });
});

it('moves nobody between nothing and nothing', () => {
  expect(compareSegments(new Map(), new Map())).toMatchObject({ segments: [], movedShare: 0, entered: 0 });
});

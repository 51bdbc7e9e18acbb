import { expect, it } from 'vitest';
import { matchSegments } from '../../../models/segments/match-segments.ts';

const repeat = <T>(counts: readonly (readonly [T, number])[]): T[] =>
  counts.flatMap(([value, count]) => new Array<T>(count).fill(value));

it('keeps ids whatever the order of the new clusters', () => {
  const before = repeat([
    ['S01', 4],
    ['S02', 3],
    ['S05', 2],
  ] as const);
  const after = repeat([
    [2, 4],
    [0, 3],
    [1, 2],
  ] as const);
  expect(matchSegments({ before, after, k: 3, nextNumber: 6 })).toEqual([
    { id: 'S02', from: 'S02', jaccard: 1 },
    { id: 'S05', from: 'S05', jaccard: 1 },
    { id: 'S01', from: 'S01', jaccard: 1 },
  ]);
});

it('gives a new id below one half, and one to the smaller part of a segment torn in two', () => {
  const before = repeat([['S01', 10]] as const);
  const after = repeat([
    [0, 7],
    [1, 3],
  ] as const);
  expect(matchSegments({ before, after, k: 2, nextNumber: 2 })).toEqual([
    { id: 'S01', from: 'S01', jaccard: 0.7 },
    { id: 'S02', from: null, jaccard: 0 },
  ]);
  // Each new cluster shares 5 with either old segment: Jaccard 5 of 15.
  const mixed = repeat([
    ['S01', 10],
    ['S02', 10],
  ] as const);
  const halves = [
    ...repeat([
      [0, 5],
      [1, 5],
    ] as const),
    ...repeat([
      [0, 5],
      [1, 5],
    ] as const),
  ];
  expect(matchSegments({ before: mixed, after: halves, k: 2, nextNumber: 7 }).map(({ id }) => id)).toEqual([
    'S07',
    'S08',
  ]);
});

it('takes the best whole, where the best single pair would leave the other without', () => {
  // Overlaps S01: 6 with 0, 5 with 1; S02: 5 with 0, none with 1. Taking (S01, 0) first would leave S02 with nothing.
  const before = repeat([
    ['S01', 11],
    ['S02', 5],
  ] as const);
  const after = [
    ...repeat([
      [0, 6],
      [1, 5],
    ] as const),
    ...repeat([[0, 5]] as const),
  ];
  const found = matchSegments({ before, after, k: 2, nextNumber: 3 });
  // (S01, 1) 5/11 and (S02, 0) 5/11 sum to more than (S01, 0) 6/16.
  expect(found.map(({ jaccard }) => jaccard)).toEqual([5 / 11, 5 / 11]);
  expect(found.map(({ id }) => id)).toEqual(['S03', 'S04']);
});

it('takes more old segments than new clusters, and none at all', () => {
  const before = repeat([
    ['S01', 3],
    ['S02', 3],
  ] as const);
  expect(matchSegments({ before, after: new Array(6).fill(0), k: 1, nextNumber: 3 })).toEqual([
    { id: 'S01', from: 'S01', jaccard: 0.5 },
  ]);
  expect(matchSegments({ before: [], after: [], k: 2, nextNumber: 3 }).map(({ id }) => id)).toEqual([
    'S03',
    'S04',
  ]);
});

it('refuses columns of different customers', () => {
  expect(() => matchSegments({ before: ['S01'], after: [], k: 1, nextNumber: 2 })).toThrow(
    '1 and 0 customers',
  );
});

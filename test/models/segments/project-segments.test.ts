import { expect, it } from 'vitest';
import { projectSegments } from '../../../models/segments/project-segments.ts';

/** Inputs: num_pur2, num_pur3, num_pur6, A01, online_friendly, how_many_cop. */
const segmentation = (...centroids: number[][]) => ({
  affiliates: ['A01'],
  scaling: 'min-max' as const,
  scaler: { origin: [0, 0, 0, 0, 0, 0], unit: [1, 1, 1, 1, 1, 1] },
  segments: centroids.map((centroid, row) => ({ id: `S0${row + 1}`, centroid })),
  nextNumber: centroids.length + 1,
  spread: 1,
});

it('lays the centres out by where they differ most, and names what grows along the axes', () => {
  const map = projectSegments(
    segmentation([0, 0, 0, 0, 0, 0], [4, 0, 0, 3, 0, 0], [4, 0, 0, 3, 1, 0], [0, 0, 0, 0, 1, 0]),
    [10, 10, 10, 10],
  );
  // Half of 5 to either side along (4, 3) / 5, half of 1 along online_friendly.
  expect(
    map.points.map(({ segment, x, y }) => [segment, Math.round(x * 1e6) / 1e6, Math.round(y * 1e6) / 1e6]),
  ).toEqual([
    ['S01', -2.5, -0.5],
    ['S02', 2.5, -0.5],
    ['S03', 2.5, 0.5],
    ['S04', -2.5, 0.5],
  ]);
  expect(map.x).toEqual({ share: expect.closeTo(25 / 26, 6), high: ['num_pur2', 'A01'], low: [] });
  expect(map.y).toEqual({ share: expect.closeTo(1 / 26, 6), high: ['online_friendly'], low: [] });
});

it('gives the large segments the say', () => {
  const centres = segmentation([0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0], [0, 2, 0, 0, 0, 0]);
  expect(projectSegments(centres, [500, 500, 1]).x.high).toEqual(['num_pur2']);
  expect(projectSegments(centres, [500, 1, 500]).x.high).toEqual(['num_pur3']);
});

it('stays drawable with one segment, and with none that has members', () => {
  const one = projectSegments(segmentation([3, 0, 0, 1, 0, 0]), [7]);
  expect(one.points).toEqual([{ segment: 'S01', x: 0, y: 0 }]);
  expect(one.x).toEqual({ share: 0, high: [], low: [] });
  expect(projectSegments(segmentation([3, 0, 0, 1, 0, 0]), [0]).points[0]).toMatchObject({ segment: 'S01' });
});

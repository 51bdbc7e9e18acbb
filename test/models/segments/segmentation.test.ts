import { expect, it } from 'vitest';
import { centroidsOf, nameSegment, Segmentation } from '../../../models/segments/segmentation.ts';

const six = [0, 0, 0, 0, 0, 0];
const segmentation = {
  affiliates: ['A01'],
  scaling: 'balanced',
  scaler: { origin: six, unit: [1, 1, 1, 1, 1, 1] },
  segments: [
    { id: 'S01', centroid: six },
    { id: 'S12', centroid: [1, 2, 3, 4, 5, 6] },
  ],
  nextNumber: 13,
  spread: 0.2,
};

it('is plain JSON that comes back as it was', () => {
  expect(Segmentation.parse(JSON.parse(JSON.stringify(segmentation)))).toEqual(segmentation);
  expect(centroidsOf(Segmentation.parse(segmentation))).toMatchObject({ k: 2, width: 6 });
});

it.each([
  [
    'columns that are not those of its affiliates',
    { affiliates: ['A01', 'A02'] },
    'has 6 columns (expected 7)',
  ],
  ['an id twice', { segments: [segmentation.segments[0], segmentation.segments[0]] }, 'S01 is taken'],
  ['the id of the empty customers', { segments: [{ id: 'S00', centroid: six }] }, 'S00 is taken'],
  ['an id of another kind', { segments: [{ id: 'first', centroid: six }] }, 'expected S and a number'],
])('refuses %s', (_, wrong, message) => {
  expect(Segmentation.safeParse({ ...segmentation, ...wrong }).error?.message).toContain(message);
});

it('names segments so that they sort', () => {
  expect([1, 12, 123].map(nameSegment)).toEqual(['S01', 'S12', 'S123']);
});

import { expect, it } from 'vitest';
import { placeLabels } from '../../../report/charts/place-labels.ts';

const disc = (x: number, y: number, radius = 12) => ({ x, y, radius, text: 'name' });

it('puts a text below its disc, and above where another disc is in the way', () => {
  expect(placeLabels([disc(100, 100)], 400, 400)).toEqual([{ x: 100, y: 124 }]);
  const [upper] = placeLabels([disc(100, 100), disc(100, 124)], 400, 400);
  expect(upper!.y).toBeLessThan(100);
});

it('lets no two texts overlap while there is room', () => {
  const placed = placeLabels([disc(100, 100), disc(110, 100), disc(120, 100)], 400, 400);
  for (const [index, one] of placed.entries()) {
    for (const other of placed.slice(index + 1)) {
      expect(Math.abs(one.x - other.x) >= 25 || Math.abs(one.y - other.y) >= 12).toBe(true);
    }
  }
});

it('keeps texts inside the drawing, also Korean ones', () => {
  const [label] = placeLabels([{ ...disc(399, 395), text: '발길이 끊긴 고객' }], 400, 400);
  expect(label!.x).toBeLessThan(355);
  expect(label!.y).toBeLessThanOrEqual(397);
});

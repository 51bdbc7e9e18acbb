import { expect, it } from 'vitest';
import { electDonor } from '../../../models/samplers/elect-donor.ts';
import type { MixedPoints } from '../../../models/samplers/mixed-points.ts';

/** Properties only: rows of [month, season]. */
const pointsOf = (properties: number[][]): MixedPoints => ({
  rows: properties.length,
  quantities: 0,
  continuous: new Float64Array(0),
  properties: 2,
  nominal: Int32Array.from(properties.flat()),
  penalty: 1,
});
const [WINTER, SUMMER] = [0, 1];

it('is the nearest row that has what the majority has', () => {
  const points = pointsOf([
    [1, WINTER],
    [7, SUMMER],
    [8, SUMMER],
    [7, SUMMER],
  ]);
  expect(electDonor(points, [0, 1, 2, 3])).toBe(1);
  expect(electDonor(points, [0, 3, 2, 1])).toBe(3);
});

it('breaks a tie by the nearest', () => {
  const points = pointsOf([
    [2, WINTER],
    [8, SUMMER],
  ]);
  expect(electDonor(points, [0, 1])).toBe(0);
  expect(electDonor(points, [1, 0])).toBe(1);
});

it('never puts a combination together that no row has', () => {
  // July has most votes of the months, winter of the seasons.
  const points = pointsOf([
    [12, WINTER],
    [7, SUMMER],
    [7, SUMMER],
    [1, WINTER],
    [2, WINTER],
  ]);
  expect(electDonor(points, [0, 1, 2, 3, 4])).toBe(0);
});

it('is the nearest where there are no properties', () => {
  expect(electDonor({ ...pointsOf([[0, 0]]), properties: 0, nominal: new Int32Array(0) }, [4, 2])).toBe(4);
});

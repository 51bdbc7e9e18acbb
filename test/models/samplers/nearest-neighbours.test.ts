import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import type { MixedPoints } from '../../../models/samplers/mixed-points.ts';
import { findNeighbours, measureDistance } from '../../../models/samplers/nearest-neighbours.ts';

const pointsOf = (rows: { quantities: number[]; properties: number[] }[], penalty: number): MixedPoints => ({
  rows: rows.length,
  quantities: rows[0]!.quantities.length,
  continuous: Float64Array.from(rows.flatMap(({ quantities }) => quantities)),
  properties: rows[0]!.properties.length,
  nominal: Int32Array.from(rows.flatMap(({ properties }) => properties)),
  penalty,
});
const onLine = (...values: number[]) =>
  pointsOf(
    values.map((value) => ({ quantities: [value], properties: [] })),
    1,
  );

describe('measureDistance', () => {
  // The example of section 6.1 of the paper: F1 = 1 2 3 A B C, F2 = 4 6 5 A D E, F3 = 3 5 6 A B K.
  const median = 1.5;
  const [A, B, C, D, E, K] = [0, 1, 2, 3, 4, 10];
  const example = pointsOf(
    [
      { quantities: [1, 2, 3], properties: [A, B, C] },
      { quantities: [4, 6, 5], properties: [A, D, E] },
      { quantities: [3, 5, 6], properties: [A, B, K] },
    ],
    median ** 2,
  );

  it('adds the penalty once for each property that differs', () => {
    expect(measureDistance(example, 0, 1)).toBe(9 + 16 + 4 + 2 * median ** 2);
    expect(measureDistance(example, 0, 2)).toBe(4 + 9 + 9 + median ** 2);
    expect(measureDistance(example, 2, 0)).toBe(measureDistance(example, 0, 2));
  });

  it('may stop at the bound, and then says at least that', () => {
    expect(measureDistance(example, 0, 1, 6)).toBeGreaterThanOrEqual(6);
  });
});

describe('findNeighbours', () => {
  it('finds them nearest first, of equals the lower row', () => {
    expect([...findNeighbours(onLine(0, 1, 3, 2), 2)]).toEqual([1, 3, 0, 3, 3, 1, 1, 2]);
    expect([...findNeighbours(onLine(5, 5, 5), 1)]).toEqual([1, 0, 0]);
  });

  it('finds what sorting all distances finds, over many blocks', () => {
    const random = createRandom(1);
    const points = pointsOf(
      Array.from({ length: 150 }, () => ({
        quantities: [random.normal(), random.integer(3)],
        properties: [random.integer(4), random.integer(2)],
      })),
      0.8,
    );
    const k = 5;
    const expected = Array.from({ length: 150 }, (_, row) =>
      Array.from({ length: 150 }, (_, other) => other)
        .filter((other) => other !== row)
        .sort((left, right) => measureDistance(points, row, left) - measureDistance(points, row, right))
        .slice(0, k),
    );
    expect([...findNeighbours(points, k)]).toEqual(expected.flat());
  });

  it.each([0, 2, 1.5])('refuses k = %d of two points', (k) => {
    expect(() => findNeighbours(onLine(0, 1), k)).toThrow(
      `invalid k: ${k} (expected a whole number from 1 to 1, the other points)`,
    );
  });
});

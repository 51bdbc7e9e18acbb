import { describe, expect, it } from 'vitest';
import type { ContinuousColumn } from '../../../models/samplers/mixed-columns.ts';
import { placeColumns, takePoints } from '../../../models/samplers/mixed-points.ts';

const quantity = (values: number[], transform?: 'log1p'): ContinuousColumn => ({
  name: 'quantity',
  values: Float64Array.from(values),
  transform,
  isWhole: false,
});

describe('placeColumns', () => {
  it('standardises quantities over all rows and puts a missing one at the mean', () => {
    const continuous = [quantity([1, 3, Number.NaN]), quantity([0, Math.E - 1, 0], 'log1p')];
    const points = placeColumns({ continuous, nominal: [] }, 3, [0]);
    const [first, second, third] = [0, 1, 2].map((row) => points.continuous.subarray(row * 2, row * 2 + 2));
    expect([first![0], second![0], third![0]]).toEqual([-1, 1, 0]);
    expect(first![1]).toBeCloseTo(-Math.SQRT1_2, 12);
    expect(second![1]).toBeCloseTo(Math.SQRT2, 12);
  });

  it('takes the median of the deviations within the rarer class as the distance of a property', () => {
    // Scaled by their deviations over all rows, 2, 1 and 1; among rows 0 and 1 they deviate by 1, 0 and .5 of those.
    const continuous = [quantity([0, 4, 0, 4]), quantity([7, 7, 9, 9]), quantity([0, 1, -1, 2])];
    const nominal = [{ name: 'zone', codes: Int32Array.of(0, 1, 1, 0) }];
    const points = placeColumns({ continuous, nominal }, 4, [0, 1]);
    const third = 0.5 / Math.sqrt(1.25);
    expect(points.penalty).toBeCloseTo(((1 + third) / 2) ** 2, 12);
    expect(points.nominal).toEqual(Int32Array.of(0, 1, 1, 0));
  });

  it.each([
    ['there are no quantities', []],
    ['they are the same in all of the rarer class', [quantity([1, 1, 5])]],
  ])('makes it 1 where %s', (_, continuous) => {
    expect(placeColumns({ continuous, nominal: [] }, 3, [0, 1]).penalty).toBe(1);
  });
});

it('takes points in the order asked for, copied', () => {
  const nominal = [
    { name: 'zone', codes: Int32Array.of(1, 2, 3) },
    { name: 'month', codes: Int32Array.of(4, 5, 6) },
  ];
  const points = placeColumns({ continuous: [quantity([-1, 0, 1])], nominal }, 3, [0, 1, 2]);
  const taken = takePoints(points, [2, 0]);
  expect(taken).toMatchObject({ rows: 2, nominal: Int32Array.of(3, 6, 1, 4), penalty: points.penalty });
  expect([...taken.continuous]).toEqual([points.continuous[2], points.continuous[0]]);
  taken.nominal[0] = 99;
  expect(points.nominal[4]).toBe(3);
});

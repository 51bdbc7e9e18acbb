import { expect, it } from 'vitest';
import { measureCurvature } from '../../../models/lifetime/measure-curvature.ts';

const bowl = ([x, y, z]: readonly number[]) => (x! - 1) ** 2 + 10 * (y! + 2) ** 2 + x! * z! + z! ** 2;

it('measures the curvature', () => {
  expect(measureCurvature(bowl, [0, 0, 0])).toEqual([
    [expect.closeTo(2, 4), expect.closeTo(0, 4), expect.closeTo(1, 4)],
    [expect.closeTo(0, 4), expect.closeTo(20, 4), expect.closeTo(0, 4)],
    [expect.closeTo(1, 4), expect.closeTo(0, 4), expect.closeTo(2, 4)],
  ]);
});

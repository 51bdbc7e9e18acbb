import { expect, it } from 'vitest';
import { minimise } from '../../../models/lifetime/minimise.ts';

/** Rosenbrock's valley, with its minimum 0 at (1, 1). */
const valley = ([x, y]: readonly number[]) => 100 * (y! - x! ** 2) ** 2 + (1 - x!) ** 2;
const bowl = ([x, y, z]: readonly number[]) => (x! - 1) ** 2 + 10 * (y! + 2) ** 2 + x! * z! + z! ** 2;

it('finds the minimum of Rosenbrock’s valley', () => {
  const { point, value, converged } = minimise(valley, [-1.2, 1]);
  expect(converged).toBe(true);
  expect(point[0]).toBeCloseTo(1, 4);
  expect(point[1]).toBeCloseTo(1, 4);
  expect(value).toBeLessThan(1e-9);
});

it('finds the minimum of a tilted bowl', () => {
  // Slopes 2(x − 1) + z, 20(y + 2), x + 2z vanish at x = 4/3, y = −2, z = −2/3.
  const { point } = minimise(bowl, [5, 5, 5]);
  expect(point).toEqual([4 / 3, -2, -2 / 3].map((part) => expect.closeTo(part, 5)));
});

it('stays where it is when that is the minimum', () => {
  expect(minimise(([x]) => (x! - 3) ** 2, [3])).toMatchObject({ point: [3], steps: 0, converged: true });
});

it('refuses a start where the function is not a number', () => {
  expect(() => minimise(([x]) => Math.log(x!), [-1])).toThrow('the function is NaN at -1');
});

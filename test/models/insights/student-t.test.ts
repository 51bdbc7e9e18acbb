import { expect, it } from 'vitest';
import { studentQuantile, studentTail } from '../../../models/insights/student-t.ts';

// Fisher and Yates, Statistical Tables, table III.
it.each([
  [1, 12.706],
  [2, 4.303],
  [5, 2.571],
  [30, 2.042],
])('with %i degrees the upper 2.5 %% point is %d', (degrees, point) => {
  expect(studentQuantile(0.025, degrees)).toBeCloseTo(point, 3);
  expect(studentTail(point, degrees)).toBeCloseTo(0.025, 4);
  expect(studentTail(-point, degrees)).toBeCloseTo(0.975, 4);
});

it('is the Cauchy law with one degree', () => {
  expect(studentTail(1, 1)).toBeCloseTo(0.25, 14);
});

import { expect, it } from 'vitest';
import { createMask } from '../../../models/matrix.ts';
import { countClasses } from '../../../models/metrics/class-counts.ts';

it('counts any member of a set as right and shares a miss among its members', () => {
  const sets = createMask(['a', 'b', 'c'], [['a'], ['a', 'b'], ['a', 'b'], ['c'], [], ['b']]);
  const counts = countClasses([0, 1, 2, 0, 2, -1], sets);
  expect([...counts.truePositives]).toEqual([1, 1, 0]);
  expect([...counts.falsePositives]).toEqual([1, 0, 1]);
  expect([...counts.falseNegatives]).toEqual([0.5, 1.5, 1]);
});

it('refuses predictions that do not match the labels', () => {
  expect(() => countClasses([0], createMask(['a'], [['a'], []]))).toThrow(
    'invalid predicted: 1 rows (expected 2',
  );
});

import { expect, it } from 'vitest';
import { computeAccuracy } from '../../../models/metrics/accuracy.ts';

it('is the share of rows that are right', () => {
  expect(computeAccuracy([0, 1, 2, 2], [0, 1, 1, 2])).toBe(0.75);
});

it('is null without rows', () => {
  expect(computeAccuracy([], [])).toBeNull();
});

it('refuses columns of unequal length', () => {
  expect(() => computeAccuracy([1], [1, 0])).toThrow('invalid predicted: 1 rows (expected 2');
});

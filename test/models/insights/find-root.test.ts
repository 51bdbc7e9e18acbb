import { expect, it } from 'vitest';
import { findRoot } from '../../../models/insights/find-root.ts';

it('finds the root of an increasing function', () => {
  expect(findRoot((x) => x ** 2 - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 14);
});

it('finds one beyond where it was told to look', () => {
  expect(findRoot((x) => x - 1_000, 0, 1)).toBeCloseTo(1_000, 9);
});

it('stays at the start where the function is never negative', () => {
  expect(findRoot((x) => x + 1, 0, 1)).toBeCloseTo(0, 12);
});

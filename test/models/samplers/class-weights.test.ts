import { expect, it } from 'vitest';
import { balanceClasses } from '../../../models/samplers/class-weights.ts';

it('gives both classes the same total, with a mean of 1', () => {
  expect([...balanceClasses(Uint8Array.of(1, 0, 0, 0))]).toEqual([
    2,
    ...new Array(3).fill(Math.fround(2 / 3)),
  ]);
});

it('keeps the proportions of given weights within a class', () => {
  const weights = balanceClasses(Uint8Array.of(1, 0, 0), Float32Array.of(4, 1, 3));
  expect([...weights]).toEqual([1.5, 0.375, 1.125]);
});

it('gives each of several classes the same total; one that does not occur has no part in it', () => {
  const weights = balanceClasses(Float32Array.of(0, 0, 0, 2, 3, 3));
  expect([...weights]).toEqual([2 / 3, 2 / 3, 2 / 3, 2, 1, 1].map(Math.fround));
});

it('refuses one class alone', () => {
  expect(() => balanceClasses(Uint8Array.of(1, 1))).toThrow('invalid labels: 2 rows of one class');
});

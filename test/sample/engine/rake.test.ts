import { expect, test } from 'vitest';
import { rakeMatrix } from '../../../sample/engine/rake.ts';

test('fits both margins and keeps the odds ratio of the prior', () => {
  const [first, second] = rakeMatrix(
    [
      [1, 2],
      [3, 1],
    ],
    [30, 70],
    [40, 60],
  );
  expect(first![0]! + first![1]!).toBeCloseTo(30, 6);
  expect(second![0]! + second![1]!).toBeCloseTo(70, 6);
  expect(first![0]! + second![0]!).toBeCloseTo(40, 6);
  expect((first![0]! * second![1]!) / (first![1]! * second![0]!)).toBeCloseTo(1 / 6, 6);
});

test('zeros stay zero, and column targets may be shares', () => {
  expect(rakeMatrix([[1, 0]], [8], [0.5, 0.5], 1)).toEqual([[8, 0]]);
});

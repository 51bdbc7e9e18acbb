import { expect, it } from 'vitest';
import { factorCholesky, invertDiagonal } from '../../../models/lifetime/cholesky.ts';

it('factors a matrix', () => {
  expect(
    factorCholesky([
      [4, 12, -16],
      [12, 37, -43],
      [-16, -43, 98],
    ]),
  ).toEqual([
    [2, 0, 0],
    [6, 1, 0],
    [-8, 5, 3],
  ]);
});

it('inverts the diagonal', () => {
  // The inverse of (2 1; 1 2) is (2 −1; −1 2) / 3.
  const lower = factorCholesky([
    [2, 1],
    [1, 2],
  ])!;
  expect(invertDiagonal(lower)).toEqual([expect.closeTo(2 / 3, 12), expect.closeTo(2 / 3, 12)]);
});

it('is null for a matrix that is not positive definite', () => {
  expect(
    factorCholesky([
      [1, 2],
      [2, 1],
    ]),
  ).toBeNull();
  expect(factorCholesky([[0]])).toBeNull();
});

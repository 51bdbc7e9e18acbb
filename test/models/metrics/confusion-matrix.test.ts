import { expect, it } from 'vitest';
import { countConfusion } from '../../../models/metrics/confusion-matrix.ts';

it('counts actual down and predicted across', () => {
  const predicted = [0, 1, 1, 2, 0];
  const actual = [0, 0, 1, 2, 2];
  expect(countConfusion(predicted, actual, 3)).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 1],
  ]);
});

it.each([
  [[3], [0]],
  [[0], [-1]],
])('refuses a class that is not there: predicted %s, actual %s', (predicted, actual) => {
  expect(() => countConfusion(predicted, actual, 3)).toThrow('invalid classes in row 0');
});

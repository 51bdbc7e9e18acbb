import { expect, it } from 'vitest';
import { evaluateFraction } from '../../../models/insights/continued-fraction.ts';

it('finds the golden ratio in 1 + 1 / (1 + 1 / …)', () => {
  expect(evaluateFraction(1, () => ({ numerator: 1, bottom: 1 }))).toBeCloseTo((1 + Math.sqrt(5)) / 2, 14);
});

it('finds 4 / π in 1 + 1² / (3 + 2² / (5 + …))', () => {
  const term = (index: number) => ({ numerator: index ** 2, bottom: 2 * index + 1 });
  expect(evaluateFraction(1, term)).toBeCloseTo(4 / Math.PI, 13);
});

it('passes through a zero', () => {
  // 0 + 2 / (1 + 2 / (2 + 0 / …)) = 1
  const numerators = [2, 2, 0];
  const bottoms = [1, 2, 1];
  const term = (index: number) => ({
    numerator: numerators[index - 1] ?? 0,
    bottom: bottoms[index - 1] ?? 1,
  });
  expect(evaluateFraction(0, term)).toBeCloseTo(1, 12);
});

import { expect, it } from 'vitest';
import { computeRocAuc } from '../../../models/metrics/roc-auc.ts';

it.each([
  ['perfect order', [0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1], 1],
  ['reversed order', [0.9, 0.8, 0.2, 0.1], [0, 0, 1, 1], 0],
  ['one pair of four wrong', [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.75],
  ['all tied', [0.5, 0.5, 0.5], [0, 1, 1], 0.5],
  ['a positive tied with one of two negatives', [0.3, 0.3, 0.1], [1, 0, 0], 0.75],
])('%s', (_, scores, labels, auc) => {
  expect(computeRocAuc(scores, labels)).toBe(auc);
});

it('is null with one class only', () => {
  expect(computeRocAuc([0.1, 0.2], [1, 1])).toBeNull();
});

it('refuses a score that is not a number', () => {
  expect(() => computeRocAuc([Number.NaN], [1])).toThrow('invalid score: NaN');
});

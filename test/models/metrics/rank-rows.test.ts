import { expect, it } from 'vitest';
import { rankRows } from '../../../models/metrics/rank-rows.ts';

it('lists the scores from the best, rows that tie as one step', () => {
  expect(rankRows([0.2, 0.9, 0.2, 0.5, 0.2], [1, 1, 0, 0, 1])).toEqual([
    { score: 0.9, rows: 1, positives: 1 },
    { score: 0.5, rows: 1, positives: 0 },
    { score: 0.2, rows: 3, positives: 2 },
  ]);
  expect(rankRows([], [])).toEqual([]);
});

it('refuses what is not a number', () => {
  expect(() => rankRows([0.1, Number.NaN], [0, 1])).toThrow(
    'invalid score in row 1: NaN (expected a number)',
  );
});

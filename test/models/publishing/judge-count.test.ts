import { expect, it } from 'vitest';
import { judgeCount } from '../../../models/publishing/judge-count.ts';

const BOUNDS = { minRowRatio: 0.5, maxRowRatio: 2 };

it.each([
  [50, null],
  [49, '49 rows where 100 are usual (expected at least 50: publishing.minRowRatio)'],
  [200, null],
  [201, '201 rows where 100 are usual (expected at most 200: publishing.maxRowRatio)'],
])('%d rows where 100 are usual', (rows, problem) => {
  expect(judgeCount(rows, [90, 100, 5_000], BOUNDS)).toEqual({ rows, usual: 100, problem });
});

it('takes the middle of an even number of nights', () => {
  expect(judgeCount(150, [100, 200, 300, 100], BOUNDS).usual).toBe(150);
});

it('judges nothing by two nights, nor by nights of a few rows', () => {
  expect(judgeCount(0, [1_000, 1_000], BOUNDS)).toEqual({ rows: 0, usual: null, problem: null });
  expect(judgeCount(0, [99, 99, 99], BOUNDS).problem).toBeNull();
});

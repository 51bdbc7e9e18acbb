import { expect, it } from 'vitest';
import type { CanaryFinding } from '../../../models/gates/canary-finding.ts';
import { judgeCanary } from '../../../models/gates/judge-canary.ts';

const finding: CanaryFinding = {
  point: 'stay_3h',
  canary: 'delete-after',
  rows: 400,
  rows_changed: 0,
  columns_changed: [],
  pass: true,
};
const outcome = { rule: 'r', bound: 0, low: null, high: null };

it('passes where no row changed, with the fields of every other rule', () => {
  expect(judgeCanary('r', [finding], 'delete-after')).toEqual({ ...outcome, value: 0, n: 400, pass: true });
});

it('fails with the rows and the features that changed', () => {
  const leak = { ...finding, rows_changed: 3, columns_changed: ['is_inside'], pass: false };
  expect(judgeCanary('r', [leak], 'delete-after')).toEqual({
    ...outcome,
    value: 3,
    n: 400,
    pass: false,
    columns: ['is_inside'],
  });
});

it('fails where the canary was not run', () => {
  expect(judgeCanary('r', [finding], 'append-after')).toEqual({ ...outcome, value: null, n: 0, pass: false });
});

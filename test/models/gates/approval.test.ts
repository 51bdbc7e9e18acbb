import { expect, it } from 'vitest';
import { judgeApproval } from '../../../models/gates/approval.ts';

it.each([
  ['lasts', '2021-12-15', '2021-12-20'],
  ['lasts', '2021-12-31', '2021-12-31'],
  ['lasts', '2021-12-31', null],
  ['ended', '2022-01-01', '2021-12-31'],
  ['ended', '2021-12-15', '2022-01-01'],
])('%s in a run as of %s that begins on %s, approved until the last day of 2021', (expected, asOf, on) => {
  expect(judgeApproval({ approvedUntil: '2021-12-31' }, { asOf, on })).toBe(expected);
});

it('was not needed where the gate promoted', () => {
  expect(judgeApproval({ approvedUntil: null }, { asOf: '2021-12-15', on: '2030-01-01' })).toBe('none');
});

import { expect, it } from 'vitest';
import { assertActivity, findEmptyCustomers } from '../../../models/segments/customer-activity.ts';
import { describeCustomers } from './planted-activity.ts';

const activity = describeCustomers({ A01: [3, 0], B01: [0, 0] }, { onlineShare: [0.5, Number.NaN] });

it('takes counts and shares, unknown shares too', () => {
  expect(() => assertActivity(activity)).not.toThrow();
});

it.each([
  ['rowsByAffiliate of M1: -1', { rowsByAffiliate: [3, 0, 0, -1] }],
  ['retailRows of M0: NaN', { retailRows: [Number.NaN, 0] }],
  ['payments of M1: Infinity', { payments: [0, Number.POSITIVE_INFINITY] }],
  ['onlineShare of M0: 1.5', { onlineShare: [1.5, 0] }],
  ['rowsByAffiliate: 3 numbers (expected 4)', { rowsByAffiliate: [1, 2, 3] }],
  ['onlineShare: 1 numbers (expected 2)', { onlineShare: [0] }],
])('refuses %s', (message, wrong) => {
  expect(() => assertActivity({ ...activity, ...wrong })).toThrow(`invalid ${message}`);
});

it('marks customers without a row', () => {
  expect(Array.from(findEmptyCustomers(activity))).toEqual([0, 1]);
});

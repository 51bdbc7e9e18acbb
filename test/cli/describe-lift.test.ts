import { expect, it } from 'vitest';
import { describeReadings } from '../../cli/describe-lift.ts';
import type { LiftReadingRow } from '../../platform/postgres/lift-readings.ts';
import { READING } from '../models/lift/sketch-reading.ts';

const ROW: LiftReadingRow = {
  ...{ dataset: 'shop', pipeline: 'affiliate-expansion', as_of: '2021-06-01', run_id: 'r1' },
  ...{ read_at: new Date(0), reading: READING },
};
const none = { members: 12, ripe: 0, successes: 0 };
const OPEN: LiftReadingRow = {
  ...ROW,
  dataset: 'store',
  reading: {
    ...{ ...READING, action: '*', round: 2, state: 'open', isFinal: false, method: null },
    ...{ treatment: none, holdout: none, lift: null, low: null, high: null, detectable: null },
  },
};

it('lists every experiment with its state under its dataset', () => {
  expect(describeReadings([ROW, OPEN])).toBe(`affiliate-expansion/shop, as of 2021-06-01
action          round  state   until       measured by                          treated       held out  lift in points [95 %]  seen from  interval
next-affiliate      1  closed  2021-05-31  used a new affiliate, 60 days  44.4 % of 900  39.0 % of 100  +5.4 [−4.9, +15.0]          14.4  final

affiliate-expansion/store, as of 2021-06-01
action      round  state  until       measured by                       treated    held out  lift in points [95 %]  seen from  interval
everything      2  open   2021-05-31  used a new affiliate, 60 days  12 waiting  12 waiting  no outcome yet                 –
`);
});

it('says what to do where nothing was measured', () => {
  expect(describeReadings([])).toMatch(/^nothing to measure yet/);
});

import { expect, it } from 'vitest';
import { describeLift, describeReading, EVERYTHING } from '../../../models/lift/describe-reading.ts';
import { READING } from './sketch-reading.ts';

it('says what a closed experiment showed', () => {
  expect(describeReading(READING)).toBe(
    'next-affiliate: +5.4 points [−4.9, +15.0] (used a new affiliate within 60 days; 44.4 % of 900 treated, 39.0 % of 100 held out); closed 2021-05-31',
  );
});

it('says of an open one that it is not the end', () => {
  const open = { ...READING, state: 'open' as const, isFinal: false, method: 'confidence sequence' as const };
  expect(describeReading({ ...open, round: 2 })).toMatch(
    /^next-affiliate, round 2: \+5\.4 points \[−4\.9, \+15\.0\] so far \(.*\); open until 2021-05-31$/,
  );
  const none = { members: 9, ripe: 0, successes: 0 };
  const young = { ...open, treatment: none, holdout: none, lift: null, low: null, high: null, method: null };
  expect(describeReading(young)).toContain('no outcome yet');
});

it('says why there is nothing to read', () => {
  expect(describeReading({ ...READING, state: 'no holdout' })).toContain('nobody is held out');
  const few = { ...READING, action: EVERYTHING, state: 'too few' as const, lift: null };
  expect(describeReading(few)).toBe(
    'everything together: closed on 2021-05-31 with too few customers in an arm',
  );
  expect(describeLift(few)).toBe('nothing to read');
});

it('knows no negative nothing', () => {
  expect(describeLift({ ...READING, lift: -0.0001, low: -0.1, high: 0.1 })).toBe(
    '+0.0 points [−10.0, +10.0]',
  );
});

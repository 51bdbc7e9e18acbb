import type { LiftReading } from '../../../models/lift/read-experiment.ts';

/** A closed experiment whose interval excludes nothing. */
export const READING: LiftReading = {
  action: 'next-affiliate',
  outcome: 'used_new_affiliate',
  windowDays: 60,
  enrolDays: 91,
  round: 1,
  startedOn: '2021-01-01',
  treatment: { members: 900, ripe: 900, successes: 400 },
  holdout: { members: 100, ripe: 100, successes: 39 },
  state: 'closed',
  isFinal: true,
  closesOn: '2021-05-31',
  lift: 400 / 900 - 0.39,
  method: 'newcombe',
  low: -0.0487,
  high: 0.15,
  detectable: 0.144,
};
